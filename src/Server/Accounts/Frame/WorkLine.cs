using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Accounts.Frame;

/// <summary>A line of the overview's list of work: what waits and where one does it.</summary>
/// <param name="Href">A page that shows exactly what the line speaks of; null when the caller may only know of it.</param>
/// <param name="Count">How many things wait, as many as the page shows; null where nothing is counted.</param>
internal sealed record WorkLine(string Icon, string Text, string? Href, int? Count = null);

/// <summary>Something that can wait for somebody, as the overview of a unit tells it. Each feature adds its own.</summary>
internal interface IWork
{
    /// <summary>Its place among the lines; the smallest stands first.</summary>
    int Rank { get; }

    /// <summary>Address of the menu's line beside which its count stands; null for what only the overview tells.</summary>
    string? Menu => null;

    /// <param name="area">A unit that the caller may see.</param>
    /// <param name="tree">The tree on which its hamlets are found.</param>
    /// <returns>Null when nothing waits, or nothing that concerns the caller.</returns>
    Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct);
}
