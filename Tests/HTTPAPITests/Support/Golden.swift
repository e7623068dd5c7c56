import Foundation
import Testing

/// Files that stand in the repository as they should be; `PEIZOU_UPDATE_GOLDEN=1` writes them anew, so that a change
/// shows in the review.
enum Golden {
    private static let isUpdating = ProcessInfo.processInfo.environment["PEIZOU_UPDATE_GOLDEN"] == "1"

    /// - Parameter path: from the package's folder.
    static func compare(_ text: String, with path: String, location: SourceLocation = #_sourceLocation) throws
    {
        let url = package.appendingPathComponent(path)
        if isUpdating {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return
        }
        let known = try? String(contentsOf: url, encoding: .utf8)
        guard known != text else { return }
        Issue.record(
            """
            \(path) is no longer what it says. If that is meant, run the tests with PEIZOU_UPDATE_GOLDEN=1 and look at the
            change. First difference: \(difference(known ?? "", text))
            """, sourceLocation: location)
    }

    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func difference(_ old: String, _ new: String) -> String {
        let (old, new) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
        for index in 0..<max(old.count, new.count) {
            let before = index < old.count ? old[index] : "(end)"
            let after = index < new.count ? new[index] : "(end)"
            if before != after { return "line \(index + 1): \(before) → \(after)" }
        }
        return "none"
    }
}
