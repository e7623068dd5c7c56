import ArgumentParser
import Walkthrough

extension Day: TextArgument {}
extension PartialDay: TextArgument {}
extension Week: TextArgument {}
extension Instant: TextArgument {}
extension UnitCode: TextArgument {}
extension Digest: TextArgument {}
extension AccountName: TextArgument {}
extension ID: TextArgument {}
extension CheckItemID: TextArgument {}

extension AgeBand: ChoiceArgument {}
extension Answer.Value: ChoiceArgument {}
extension Answered.Value: ChoiceArgument {}
extension Channel: ChoiceArgument {}
extension ClockPurpose: ChoiceArgument {}
extension ContactOutcome: ChoiceArgument {}
extension ContactPurpose: ChoiceArgument {}
extension Dimension: ChoiceArgument {}
extension EntryBasis: ChoiceArgument {}
extension EvidenceRef.Kind: ChoiceArgument {}
extension EvidenceRef.Stage: ChoiceArgument {}
extension ExperienceSession.Call.Result: ChoiceArgument {}
extension ExperienceSession.ObserverRole: ChoiceArgument {}
extension ExperienceSession.Part: ChoiceArgument {}
extension ExperienceSession.TraceNumber.Kind: ChoiceArgument {}
extension ExperienceSession.Viewpoint: ChoiceArgument {}
extension IdentityRule: ChoiceArgument {}
extension LedgerColumn: ChoiceArgument {}
extension Light: ChoiceArgument {}
extension Mandate: ChoiceArgument {}
extension PublicationDecision.Value: ChoiceArgument {}
extension Recruitment: ChoiceArgument {}
extension RectifyMode: ChoiceArgument {}
extension ReporterMode: ChoiceArgument {}
extension Role: ChoiceArgument {}
extension Satisfaction: ChoiceArgument {}
extension ServiceTrait: ChoiceArgument {}
extension SessionKind: ChoiceArgument {}
extension SettingKey: ChoiceArgument {}
extension SpecialGroup: ChoiceArgument {}
extension ExperienceSession.Phase.Kind: ChoiceArgument {}
extension GeneralizationTask.State.Kind: ChoiceArgument {}
extension StateKind: ChoiceArgument {}
extension Suggestion.State.Kind: ChoiceArgument {}
extension SuggestionAnswered.Outcome: ChoiceArgument {}
extension Suggestion.Kind: ChoiceArgument {}
extension UnitKind: ChoiceArgument {}
extension Verification.Result: ChoiceArgument {}

extension Prose: TextArgument {
    init(_ text: String) throws(Invalid) { try self.init(text, "内容") }
}

extension TokenScope: ChoiceArgument {}
extension IntegritySignal.Kind: ChoiceArgument {}
