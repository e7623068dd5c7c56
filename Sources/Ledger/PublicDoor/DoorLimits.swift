package import Walkthrough

/// How much comes in by the e码: by device, by window and by county, never by address.
package struct DoorLimits: Sendable {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// What one report counts against. A device without a key shares a sixth of the window's allowance with the others.
    func all(device: String?, window: UnitCode) -> [(Throttle, String)] {
        let own: (Throttle, String)
        if let device, device.utf8.count >= 16 {
            own = (Throttle("door.device", limit: settings.reportsPerDevice, per: Throttle.day), device)
        } else {
            own = (
                Throttle("door.unknown", limit: max(1, settings.reportsPerWindow / 6), per: Throttle.hour),
                window.text
            )
        }
        return [
            own, (Throttle("door.window", limit: settings.reportsPerWindow, per: Throttle.hour), window.text),
            (Throttle("door.county", limit: settings.reportsPerCounty, per: Throttle.hour), "county"),
        ]
    }

    /// Photos for one number: three, and repeats of those whose answer was lost.
    static let photos = Throttle("door.photo", limit: 10, per: Throttle.day)
    /// Wrong keys for one number.
    static let wrongKeys = Throttle("door.key", limit: 10, per: Throttle.hour)
    /// Wrong numbers and keys in the whole county.
    static let allWrongKeys = Throttle("door.keys", limit: 2_000, per: Throttle.hour)
}
