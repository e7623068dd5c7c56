import Foundation
import Imports
import Testing
import Walkthrough

@Suite struct `The sources file` {
    /// The file that ships, at the root of the project.
    private static func shipped() throws -> String {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "ProblemSources.yaml"), encoding: .utf8)
    }

    @Test func `all nineteen sources ship, and every source of the published findings is known`() throws {
        let sources = try SourceFile.read(try Self.shipped(), file: "ProblemSources.yaml").map { Source($0) }
        #expect(
            sources.map(\.name.text) == [
                "走流程", "体验员", "e码", "局长值班", "办不成事", "服务不满意", "好差评", "12345", "举报电话", "意见箱", "电子邮箱", "监督平台",
                "网络留言", "领导信箱", "座谈会", "人大代表/政协委员", "问卷", "督查", "媒体暗访",
            ])
        for word in ["督查", "走流程", "办不成事", "媒体暗访", "体验员", "好差评", "12345", "网络留言"] {
            #expect(sources.count { $0.isNamed(word) } == 1)
        }
        let desk = try #require(sources.first { $0.isNamed("服务不满意") })
        let days = try #require(desk.replyDays(Settings()))
        #expect(days.ordinary == 2 && days.target == 3 && days.limit == 5)
        #expect(sources.first { $0.isNamed("走流程") }?.replyDays(Settings()) == nil)
    }

    private static let good = "- {code: a, name: 甲, identity: optional, verify: true, classifier: unit}\n"

    @Test(arguments: [
        ("", 1), ("- just a word", 1), ("code: a", 1), (good + "- {code: b, name: 乙}", 2),
        (good + "- {code: a, name: 乙, identity: optional, verify: true, classifier: unit}", 2),
        (good + "- {code: b, name: 甲, identity: optional, verify: true, classifier: unit}", 2),
        (good + "- {code: b, name: 乙, identity: optional, verify: maybe, classifier: unit}", 2),
        (good + "- {code: b, name: 乙, identity: optional, verify: true, classifier: unit, color: red}", 2),
        (
            good
                + "- {code: b, name: 乙, identity: noReporter, verify: true, classifier: unit, reply: standard}",
            2
        ),
        (
            good
                + "- {code: b, name: 乙, identity: optional, verify: true, classifier: unit, reply: {limit: 99}}",
            2
        ),
        (good + "- {code: b, code: c}", 2), (good + "\n- {code: [", 3), (good + "- &x [1]", 2),
        (good + "- ? *x\n  : 1", 2),
    ])
    func `each fault is named with its line`(_ yaml: String, _ line: Int) {
        let error = #expect(throws: SourceFile.Faults.self) { try SourceFile.read(yaml, file: "x.yaml") }
        #expect(error?.faults.first.line == line, "\(error?.faults.first.description ?? "")")
        #expect(error?.faults.first.description.hasPrefix("x.yaml:") == true)
    }

    @Test func `all faults come at once`() {
        let error = #expect(throws: SourceFile.Faults.self) {
            try SourceFile.read("- {code: a}\n- {code: b, zip: 1}\n", file: "x.yaml")
        }
        #expect((error?.faults.count ?? 0) > 4)
    }

    @Test func `a file beyond its cap is not parsed`() {
        let big = "# " + String(repeating: "长", count: 400_000)
        #expect(throws: SourceFile.Faults.self) { try SourceFile.read(big, file: "x.yaml") }
    }
}
