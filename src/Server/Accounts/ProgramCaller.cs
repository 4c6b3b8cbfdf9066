namespace TungNgo.Accounts;

/// <summary>
/// A program that calls with a key, as far as rights go: figures and the names of units, in one unit and below. Whoever knows keys hands the caller over in
/// <c>HttpContext.Items[typeof(ProgramCaller)]</c>.
/// </summary>
internal sealed record ProgramCaller(Guid KeyId, string Name, Guid AreaId, int PerMinute)
{
    /// <summary>What the secrets of keys begin with; by it they are told from phones' tokens.</summary>
    public const string Prefix = "tnk_";

    /// <summary>All that a program may ever do, whatever its key says.</summary>
    public static bool May(Permission permission) => permission is Permission.ViewFigures or Permission.ViewAreas;
}

/// <summary>Stands on the few routes that programs may call with a key. Every other route refuses keys, also one that is open to everybody.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToProgramsAttribute : Attribute;
