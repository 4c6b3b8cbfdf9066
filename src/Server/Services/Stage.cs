namespace TungNgo.Services;

/// <summary>How far a person (or household) has come with a service; a state, never a count of events.</summary>
[ByNumber]
public enum Stage { None = 0, Introduced = 1, Installed = 2, Working = 3, Independent = 4 }
