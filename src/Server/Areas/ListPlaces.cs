namespace TungNgo.Areas;

/// <summary>The places that a list may speak of: so that a title, a sheet's name and a row between others are known for what they are.</summary>
/// <param name="communes">Keys of the communes that there are, ours and others.</param>
/// <param name="only">The hamlet for which the list was sent, when it was sent for one.</param>
internal sealed class ListPlaces(HamletMatcher matcher, IReadOnlySet<string> communes, string? only)
{
    public string? Only => only;

    /// <summary>A spelling of one hamlet, or of several with one name.</summary>
    public bool IsHamlet(string text) => HamletMatcher.Key(text) is { Length: > 0 } key && matcher.Match(text).Candidates.Any(c => HamletMatcher.Key(c.Name) == key);

    public bool IsCommune(string text) => communes.Contains(HamletMatcher.CommuneKey(text));

    public bool AreSame(string one, string other) => HamletMatcher.Key(one) == HamletMatcher.Key(other) || (matcher.Match(one).Sure is { } sure && sure == matcher.Match(other).Sure);
}

/// <summary>What rows above a header, or a row between, say of the rows below.</summary>
/// <param name="Hamlet">As written.</param>
/// <param name="Commune">One that the province has.</param>
internal sealed record ListContext(string? Hamlet, string? Commune)
{
    public static readonly ListContext None = new(null, null);
}
