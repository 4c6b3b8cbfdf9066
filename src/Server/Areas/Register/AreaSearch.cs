using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>Units by name or code, those of today before those that were or had another name.</summary>
internal sealed class AreaSearch(AreaTree areas, CurrentUser user, IHttpContextAccessor http) : ISearch
{
    public int Rank => 10;

    public string Title => "search.areas";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        var (code, t) = (asked.Text, http.HttpContext!.Texts());
        var versions = areas.Histories.SelectMany(h => h).ToList();
        var found = versions.Where(v => v.Code == code).ToList();
        var hits = (found.Count > 0 ? found : asked.Best(versions, KeyOf, int.MaxValue)).GroupBy(v => v.AreaId)
            // The name of today where that was found, else the newest that was.
            .Select(g => g.MaxBy(v => (IsOfToday(v), v.ValidFrom ?? DateOnly.MinValue))!).Where(v => user.Can(Permission.ViewAreas, v.AreaId))
            .OrderBy(v => !IsOfToday(v)).ThenBy(v => v.Tier).ThenBy(v => v.Name, AreaNames.Order).Take(most);
        return Task.FromResult<IReadOnlyList<Hit>>([.. hits.Select(v => new Hit(AreaNames.WithKind(v), $"/areas/{v.AreaId}", Where(v), found.Count > 0 ? t["search.by.code", code] : Past(v, t)))]);
    }

    /// <summary>"Ấp An Tập" is found by its name and by its kind.</summary>
    private static string KeyOf(AreaVersion version) => SearchKey.Fold(AreaNames.WithKind(version));

    private bool IsOfToday(AreaVersion version) => areas.Today.Find(version.AreaId)?.Id == version.Id;

    private string Where(AreaVersion version)
    {
        var tree = IsOfToday(version) ? areas.Today : areas.On(LastDayOf(version));
        return string.Join(", ", tree.LineOf(version.AreaId).Skip(1).Select(AreaNames.WithKind));
    }

    private DateOnly LastDayOf(AreaVersion version) => version.ValidTo is { } end && end < areas.Today.Day ? end : version.ValidFrom ?? DateOnly.MinValue;

    private string? Past(AreaVersion version, Texts t)
    {
        if (IsOfToday(version))
        {
            return null;
        }

        var now = areas.Today.Find(version.AreaId);
        return version.ValidFrom > areas.Today.Day ? t["search.area.from", Formats.Day(version.ValidFrom)]
            : now is null ? t["search.area.until", Formats.Day(version.ValidTo)] : t["search.area.now", AreaNames.WithKind(now)];
    }
}
