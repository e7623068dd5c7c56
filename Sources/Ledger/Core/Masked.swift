import FoundationEssentials
import Walkthrough

/// What somebody typed, as others are shown it: without phone and ID numbers (decisions 3, domain §8.15).
enum Masked {
    static func copy<State: Codable>(of state: State) throws -> State {
        let decoder = JSONDecoder()
        decoder.userInfo[.masksProse] = true
        return try decoder.decode(State.self, from: Data(CanonicalJSON.encode(state).utf8))
    }
}
