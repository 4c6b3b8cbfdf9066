namespace TungNgo.Visits;

/// <summary>How far a person (or household) has come with a service; a state, never a count of events.</summary>
public enum Stage { None = 0, Introduced = 1, Installed = 2, Working = 3, Independent = 4 }

/// <summary>What happened at the door.</summary>
public enum Outcome { Met, Away, Refused, Moved, Appointment }
