using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Accounts.Frame;

/// <summary>What stands around a table that the caller takes along: the unit, the period, the day, the maker, and where it is signed.</summary>
internal sealed class OfficePaper(CurrentUser user, AreaTree areas, TimeProvider clock)
{
    /// <param name="area">The unit whose figures they are; the caller's own when left out.</param>
    /// <param name="period">The time they speak of; the state of today when left out.</param>
    public SheetPaper Of(Texts t, string title, Guid? area = null, string? period = null) => new(
        title,
        [
            t["sheet.unit", UnitName(area)],
            period is null ? t["sheet.as-of", Formats.Day(clock.Today())] : t["sheet.period", period],
            t[SheetPaper.MadeKey, Formats.Instant(clock.GetUtcNow().UtcDateTime), user.Name],
        ],
        user.Name, [t[SheetPaper.MakerKey], t["sheet.head"]], t["sheet.sign"]);

    private string UnitName(Guid? area)
    {
        List<Guid> asked = area is { } id ? [id] : [.. user.Roles.Select(r => r.AreaId).Distinct()];
        return string.Join("; ", asked.Select(NameOf).Where(n => n.Length > 0)) is { Length: > 0 } names ? names : Formats.Missing;
    }

    /// <summary>With what it lies in; a unit of the past under the name it had last.</summary>
    private string NameOf(Guid area)
    {
        var tree = areas.Today.Find(area) is null && areas.VersionsOf(area) is [.., { ValidTo: { } end }] ? areas.On(end) : areas.Today;
        return string.Join(", ", tree.LineOf(area).Select(AreaNames.WithKind));
    }
}

internal static class OfficePapers
{
    /// <summary>As <see cref="OfficePaper.Of"/>, in the reader's language.</summary>
    /// <param name="title">Key of a text, or words that are none.</param>
    public static SheetPaper Paper(this HttpContext http, string title, Guid? area = null, string? period = null, Texts? t = null)
    {
        var texts = t ?? http.Texts();
        return http.RequestServices.GetRequiredService<OfficePaper>().Of(texts, texts[title], area, period);
    }

    /// <summary>A span of days as it stands in a heading.</summary>
    public static string Days(DateOnly from, DateOnly to, Texts t) => t["sheet.days", Formats.Day(from), Formats.Day(to)];
}
