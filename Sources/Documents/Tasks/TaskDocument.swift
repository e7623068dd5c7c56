package import Ledger
package import Walkthrough

/// A 举一反三 self-check as JSON.
package struct TaskDocument: Codable, Sendable {
    package let id: String
    package let number: String
    package let state: GeneralizationTask.State.Kind
    package let stateTitle: String
    package let unit: String
    package let unitName: String?
    package let problem: String
    package let origin: String
    package let due: Day
    package let provisional: Bool
    package let late: Bool
    package let report: String?
    package let row: String?
    package let version: Int

    package init(_ line: ListGeneralizationTasks.Line) {
        let task = line.task
        id = line.id
        number = task.number
        state = task.state.kind
        stateTitle = task.state.title
        unit = task.unit.text
        unitName = line.unitName
        problem = line.problem
        origin = task.origin.number
        due = task.due.due
        provisional = task.due.isProvisional
        late = line.isLate
        report = task.report?.text.description
        row = task.report?.row?.number
        version = line.version
    }
}
