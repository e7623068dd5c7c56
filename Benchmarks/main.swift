import Foundation

// `make bench`: a row a measure: name, value, baseline, ratio, bound, `ok` or `missed` last.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "probe-writer"?: try await SecondProcess.write(folder: arguments[1])
case "probe-node"?: try await NodeProbe.run(Array(arguments.dropFirst()))
case "probe-commands"?:
    try await PostgresBench.probeCommands(
        arguments[1], seconds: Double(arguments[2]) ?? 1, number: Int(arguments[3]) ?? 0)
case "probe-memory"?: try await MemoryProbe.run(arguments[1], folder: arguments[2])
case "probe-bare"?: try await BareRoutes.run(arguments[1])
case "probe-export"?: try ExportProbe.run(arguments[1], rows: Int(arguments[2]) ?? 0, to: arguments[3])
default: try await Bench.run(only: arguments)
}
