using System.Globalization;

namespace TungNgo.Gateways.Cap;

/// <summary>One thing that is wrong in a CAP document, and where.</summary>
/// <param name="Fault">What kind of thing.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">As in <c>/alert/info[2]/area[1]/polygon[1]</c>; of something missing, the path it should have.</param>
/// <param name="Detail">The value that does not do, or what the XML reader says.</param>
public sealed record CapProblem(CapFault Fault, int Line, int Column, string Path, string Detail)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column} {Path}: {Fault}{(Detail.Length == 0 ? "" : $" ({Detail})")}");
}

public enum CapFault
{
    /// <summary>Not well-formed, too large, or it asks for a document type, which is never followed.</summary>
    NotXml,

    /// <summary>The root is not a CAP alert.</summary>
    NotCap,

    /// <summary>A CAP alert of another version.</summary>
    OtherVersion,

    /// <summary>An element that CAP does not know.</summary>
    Unknown,

    /// <summary>An element of CAP in the wrong place or order.</summary>
    Misplaced,

    /// <summary>More often than allowed.</summary>
    Repeated,

    Missing,

    /// <summary>An attribute: CAP has none.</summary>
    Attribute,

    /// <summary>Text between elements, or elements in a text.</summary>
    Mixed,

    Empty,

    /// <summary>Not one of the words that are allowed here.</summary>
    NotAllowed,

    /// <summary>A space, comma, &lt; or &amp; in an identifier or sender.</summary>
    ForbiddenLetter,

    /// <summary>No date and time of the form 2026-03-01T07:30:00+07:00.</summary>
    NotATime,

    /// <summary>A time with Z: CAP wants the offset in digits.</summary>
    ZuluTime,

    NotANumber,
    NotALanguage,

    /// <summary>No URI, or a relative one where it must be absolute.</summary>
    NotAnAddress,

    /// <summary>No base64.</summary>
    NotBase64,

    /// <summary>Not 40 hexadecimal digits.</summary>
    NotADigest,

    /// <summary>Not a list of sender,identifier,sent.</summary>
    NotAReference,

    /// <summary>No "latitude,longitude".</summary>
    NotAPoint,

    /// <summary>Latitude over 90 or longitude over 180 degrees.</summary>
    OffTheGlobe,

    /// <summary>Fewer than four points.</summary>
    TooFewPoints,

    /// <summary>The last point is not the first.</summary>
    NotClosed,

    /// <summary>No "latitude,longitude radius".</summary>
    NotACircle,
}

/// <summary>A document that was refused, with everything that is wrong in it.</summary>
public sealed class CapException(IReadOnlyList<CapProblem> problems) : Exception(string.Join("; ", problems))
{
    public IReadOnlyList<CapProblem> Problems { get; } = problems;
}
