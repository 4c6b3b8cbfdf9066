using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Figures;

/// <summary>
/// How a figure is reckoned, in words that come from what is summed: each indicator has its words, and a definition is those of the indicators above and
/// below the line. Nobody writes such a sentence for a figure, so none can say something else than its number.
/// </summary>
internal static class FigureWords
{
    /// <summary>Keys of the words under "figures.counts.".</summary>
    private static readonly Dictionary<int, string> Keys = new()
    {
        [Indicators.Households] = "households", [Indicators.People] = "people", [Indicators.PeopleCounted] = "people-counted",
        [Indicators.PeopleReached] = "people-reached", [Indicators.HouseholdsVisited] = "households-visited", [Indicators.HouseholdsMet] = "households-met", [Indicators.KhmerHouseholds] = "khmer-households",
        [Indicators.SmartphoneHouseholds] = "smartphone-households", [Indicators.FiveSkillHouseholds] = "five-skill-households",
        [Indicators.Visits] = "visits", [Indicators.VisitsMet] = "visits-met", [Indicators.VisitsAway] = "visits-away", [Indicators.VisitsRefused] = "visits-refused",
        [Indicators.Activities] = "activities", [Indicators.NoticesPlanned] = "notices-planned", [Indicators.NoticesReached] = "notices-reached",
    };

    public static string Of(Figure figure, Texts t)
    {
        // Counted from the register of teams.
        if (figure.OfTeams)
        {
            return t[$"figures.def.{figure.Code}"];
        }

        var lines = new List<string> { t["figures.def.count", Counted(figure.Above, figure.Service, t)] };
        if (figure.IsShare)
        {
            lines.Add(t["figures.def.over", Counted(figure.Below, figure.Service, t)]);
        }

        if (figure.Service is { } service && t.Of(service.Definition) is { Length: > 0 } meaning)
        {
            lines.Add(meaning);
        }

        return string.Join('\n', lines);
    }

    private static string Counted(int[] indicators, Service? service, Texts t)
    {
        var stages = service is null ? [] : Enum.GetValues<Stage>().Where(s => s != Stage.None && indicators.Contains(Indicators.StageOf(service.Number, s))).ToList();
        if (stages.Count == 0)
        {
            return string.Join("; ", indicators.Select(i => Of(i, t)));
        }

        var names = string.Join(t["figures.or"], stages.Select(s => $"“{t[$"figures.stage.{(int)s}"]}”"));
        return t["figures.counts.on-stage", Of(Indicators.Over(service!), t), names];
    }

    private static string Of(int indicator, Texts t) =>
        Array.Find(Service.Ages, a => Indicators.PeopleFrom(a) == indicator) is > 0 and var age ? t["figures.counts.people-from", age] : t[$"figures.counts.{Keys[indicator]}"];
}
