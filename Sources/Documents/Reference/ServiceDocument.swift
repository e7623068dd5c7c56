package import Ledger
package import Walkthrough

/// A service item as JSON.
package struct ServiceDocument: Codable, Sendable {
    package let id: String
    package let code: String?
    package let name: String
    package let owner: UnitCode?
    package let ownerType: String?
    package let theme: String?
    /// Absent is not known.
    package let highFrequency: Bool?
    package let highFrequencyBasis: String?
    package let isBlocker: Bool
    package let channels: [Channel]
    package let level: String?
    package let basis: String?
    package let mustWalk: Bool
    package let active: Bool

    package init(_ service: Versioned<ServiceItem>) {
        let record = service.state.record
        id = record.id.text
        code = record.code?.text
        name = record.name.description
        owner = record.owner
        ownerType = record.ownerType?.text
        theme = record.theme?.text
        highFrequency = record.highFrequency
        highFrequencyBasis = record.highFrequencyBasis?.description
        isBlocker = record.isBlocker
        channels = record.channels
        level = record.level?.text
        basis = record.basis?.description
        mustWalk = service.state.mustBeWalked
        active = service.state.isActive
    }
}

/// A 一件事 bundle as JSON.
package struct OneThingDocument: Codable, Sendable {
    package struct Part: Codable, Sendable {
        package let name: String
        package let service: String?
    }

    package let id: String
    package let name: String
    package let batch: String?
    package let leadUnit: UnitCode?
    package let lead: String?
    package let partners: [String]
    package let parts: [Part]
    package let region: String?
    package let verification: String?
    package let basis: String?
    package let active: Bool

    package init(_ bundle: Versioned<OneThing>) {
        let record = bundle.state.record
        id = record.id.text
        name = record.name.description
        batch = record.batch?.text
        leadUnit = record.leadUnit
        lead = record.lead?.description
        partners = record.partners.map(\.description)
        parts = record.parts.map { Part(name: $0.name.description, service: $0.service?.text) }
        region = record.region?.description
        verification = record.verification?.text
        basis = record.basis?.description
        active = bundle.state.isActive
    }
}
