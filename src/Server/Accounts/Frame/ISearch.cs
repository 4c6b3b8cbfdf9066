namespace TungNgo.Accounts.Frame;

/// <summary>One thing found: its name, its page and where it lies.</summary>
/// <param name="By">What of it was found, where that is not its name.</param>
internal sealed record Hit(string Text, string Href, string Where, string? By = null);

/// <summary>A kind of thing that the search finds. Each feature adds its own.</summary>
internal interface ISearch
{
    /// <summary>Its place among the results; the smallest stands first.</summary>
    int Rank { get; }

    /// <summary>Key of the heading.</summary>
    string Title { get; }

    /// <summary>The page with all that these words find, where there is one.</summary>
    string? WholeOf(string asked) => null;

    /// <param name="asked">With at least one letter or digit in it.</param>
    /// <returns>What the caller may see of it; nothing when the caller may see none of the kind.</returns>
    Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct);
}
