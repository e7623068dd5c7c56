import Imports
import Ledger
import Testing
import Walkthrough

@testable import Commands

@Suite struct `An error` {
    static let table: [(LedgerError, Int32)] = [
        (.malformed("甲"), 64),
        (.invalid([Invalid("标题", "是空的", mend: "请填写")]), 65),
        (.unauthenticated("甲"), 77),
        (.notPermitted("甲"), 77),
        (.notPossible("甲", allowed: ["check"]), 65),
        (.preconditionMissing("甲"), 75),
        (.stale(current: 3, "甲"), 75),
        (.unknown("甲"), 66),
        (.tooLarge("甲"), 65),
        (.unsupportedType("甲"), 65),
        (.tooMany(retryAfter: 5, "甲"), 75),
        (.unavailable(retryAfter: 1, "甲"), 69),
        (.unusableStore("甲"), 70),
        (.internalFault(reference: "r1", "甲"), 70),
    ]

    @Test(arguments: table)
    func `of the ledger has the exit code of the table`(error: LedgerError, code: Int32) {
        #expect(error.exitStatus.code == code)
        #expect(Failure(error).status.code == code)
        #expect(Failure(error).text.contains(error.message))
    }

    @Test func `of a rule, a value or a file is bad data, and any other is ours`() {
        func code(_ error: any Error) -> Int32 { Failure(error, reference: "r").status.code }
        #expect(code(Refusal.notPermitted("甲")) == 77)
        #expect(code(Invalid("甲", "乙", mend: "丙")) == 65)
        #expect(code(FileFault(file: "a.yaml", line: 2, what: "乙", mend: "丙")) == 65)
        #expect(code(CancellationError()) == 130)
        struct Other: Error {}
        #expect(code(Other()) == 70)
        #expect(Failure(Other(), reference: "r9").text.contains("r9"))
    }

    @Test func `prints as one JSON document that scripts can read`() {
        #expect(
            Failure(.notPossible("先派单。", allowed: ["assign", "verify"])).json
                == #"{"error":{"allowed":["assign","verify"],"code":"notPossible","message":"先派单。"}}"# + "\n")
        #expect(
            Failure(.invalid([Invalid("标题", "是空的", mend: "请填写")])).json
                == #"{"error":{"code":"invalid","fields":[{"field":"标题","mend":"请填写","message":"是空的"}],"#
                + #""message":"标题：是空的。请填写。"}}"# + "\n")
        #expect(Failure(.stale(current: 3, "变了。")).json.contains(#""current":3"#))
        #expect(Failure(.tooMany(retryAfter: 5, "慢些。")).json.contains(#""retryAfter":5"#))
    }

    @Test func `tells a person what can be done instead`() {
        #expect(Failure(.notPossible("先派单。", allowed: ["assign"])).text == "先派单。\n现在可以：assign\n")
        #expect(Failure(.unavailable(retryAfter: 2, "忙。")).text == "忙。\n请在 2 秒后再试。\n")
    }
}
