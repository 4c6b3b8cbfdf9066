namespace TungNgo.Web.Components;

/// <summary>What a state means for the reader: finished, needs care soon, overdue or dangerous, worth knowing, nothing yet.</summary>
public enum StatusKind { Done, Due, Bad, Info, None }
