public struct Person {}
