/// The program as `--version` and the interface's document call it.
package enum Release {
    package static let version = "0.1.0"
}
