using TungNgo.Data;
using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Web;

namespace TungNgo.Portal.Hamlets;

/// <summary>A hamlet's water as a voice reads it in Vietnamese: what was measured, what to do, when it is fresh.</summary>
internal static class SpokenWater
{
    private const int MostWindows = 3;

    public static string Of(StationWater water)
    {
        var t = Texts.In("vi");
        if (water.IsStale)
        {
            return t["portal.water.say.unknown", water.Station.Name];
        }

        var advice = ToldAdvice.Of(water, t).Where(a => a.Advice >= Advice.Measure).Select(a => $"{a.Whose}: {a.Words}");
        var windows = water.Windows.Take(MostWindows).Select(w => w.To - w.From >= TimeSpan.FromDays(1)
            ? t["portal.water.say.days", Hour(w.From), Hour(w.To), $"{LegalDay.ToLocal(w.To):dd/MM}"]
            : t["portal.water.say.window", Hour(w.From), Hour(w.To)]);
        var foreseen = water.Foreseen is { } open ? new[] { WaterWords.Foreseen(open, t) + "." } : [];
        return string.Join(' ', new[] { t["portal.water.say", water.Station.Name, WaterWords.Salt(water.State.DayMax ?? water.State.Value)] }.Concat(foreseen).Concat(advice).Concat(windows));
    }

    private static string Hour(DateTime utc) => LegalDay.ToLocal(utc) is var at && at.Minute == 0 ? $"{at.Hour} giờ" : $"{at.Hour} giờ {at.Minute}";
}
