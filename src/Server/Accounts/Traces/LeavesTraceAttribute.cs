namespace TungNgo.Accounts.Traces;

/// <summary>
/// Stands on every page and route that shows an official data of residents or members: that it was read is written down. A test finds those without it.
/// </summary>
/// <param name="what">Action of the trail, "read." and a kind.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeavesTraceAttribute(string what) : Attribute
{
    public string What { get; } = what;
}
