using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;

namespace TungNgo.Areas.Register;

/// <summary>Units of today by name.</summary>
internal sealed class AreaSearch(AreaTree areas, CurrentUser user) : ISearch
{
    public int Rank => 10;

    public string Title => "search.areas";

    public Task<IReadOnlyList<Hit>> FindAsync(string asked, int most, CancellationToken ct)
    {
        var (words, today) = (SearchKey.Fold(asked), areas.Today);
        return Task.FromResult<IReadOnlyList<Hit>>([.. user.AreasWith(Permission.ViewAreas).SelectMany(today.Below).DistinctBy(a => a.AreaId)
            .Where(a => a.NameKey.Contains(words, StringComparison.Ordinal)).Take(most)
            .Select(a => new Hit(AreaNames.WithKind(a), $"/areas/{a.AreaId}", string.Join(", ", today.LineOf(a.AreaId).Skip(1).Select(AreaNames.WithKind))))]);
    }
}
