package import Walkthrough

/// The work on a row as JSON, field by field: what `fields` says in lines for people.
package struct ItemWork: Codable, Sendable {
    package struct Goal: Codable, Sendable {
        /// As `milestonesDone` names it, from 1.
        package let number: Int
        package let title: String
        package let due: Day
        package let doneOn: Day?
    }

    package struct Step: Codable, Sendable {
        package let on: Day
        package let unit: UnitCode
        package let text: String
    }

    package struct Opinion: Codable, Sendable {
        package let on: Day
        package let passed: Bool
        /// 外部核查.
        package let outside: Bool
        package let opinion: String
    }

    package struct Talk: Codable, Sendable {
        package let on: Day
        package let purpose: ContactPurpose
        package let outcome: ContactOutcome
        package let satisfaction: Satisfaction?
    }

    package struct Request: Codable, Sendable {
        package let on: Day
        package let note: String
        package let generalization: Answered.Value
        package let publication: Answered.Value
    }

    package let lead: UnitCode?
    package let partners: [UnitCode]
    package let sponsor: String?
    package let leader: String?
    package let responsible: String?
    package let cause: String?
    package let measures: String?
    package let goal: String?
    package let milestones: [Goal]
    package let progress: [Step]
    package let request: Request?
    package let checks: [Opinion]
    package let contacts: [Talk]
    package let returned: Int
    package let reopened: Int
    package let extended: Int

    init(_ item: RectificationItem) {
        func text(_ prose: Prose?) -> String? { prose.map { item.masked($0.description) } }
        let (assignment, plan) = (item.state.assignment, item.state.working?.plan)
        lead = assignment?.lead
        partners = assignment?.partners ?? []
        sponsor = text(assignment?.sponsor)
        leader = text(plan?.leader ?? assignment?.leader)
        responsible = text(plan?.responsible ?? assignment?.responsible)
        cause = text(plan?.cause ?? item.report.cause)
        measures = text(plan?.measures ?? item.report.measures)
        goal = text(plan?.goal ?? assignment?.goal ?? item.report.goal)
        milestones = (plan?.milestones ?? []).enumerated().map { index, goal in
            Goal(
                number: index + 1, title: item.masked(goal.title.description), due: goal.due,
                doneOn: goal.doneOn)
        }
        progress = (item.state.working?.progress ?? []).map {
            Step(on: $0.on, unit: $0.unit, text: item.masked($0.text.description))
        }
        let requested = item.state.requested
        request = requested.map {
            Request(
                on: $0.request.on, note: item.masked($0.request.note.description),
                generalization: $0.request.generalization.value, publication: $0.request.publication.value)
        }
        checks = (requested?.checks ?? []).map {
            Opinion(
                on: $0.on, passed: $0.passed, outside: $0.isOutside,
                opinion: item.masked($0.opinion.description))
        }
        contacts = item.contacts.map {
            Talk(on: $0.on, purpose: $0.purpose, outcome: $0.outcome, satisfaction: $0.satisfaction)
        }
        returned = item.returnedCount
        reopened = item.reopenedCount
        extended = item.extensionCount
    }
}
