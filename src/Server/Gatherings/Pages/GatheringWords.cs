using TungNgo.Services;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Gatherings.Pages;

/// <summary>How pages speak of gatherings.</summary>
internal static class GatheringWords
{
    public static string Place(Gathering g, Texts t) => t[$"gatherings.kind.{(int)g.Kind}"] is var kind && g.Place.StartsWith(kind, StringComparison.CurrentCultureIgnoreCase) ? g.Place : $"{kind} · {g.Place}";

    public static string When(Gathering g) => $"{Formats.Day(g.Day)} · {Hours(g)}";

    public static string Hours(Gathering g) => $"{g.Starts:HH\\:mm}–{g.Starts.AddMinutes(g.Minutes):HH\\:mm}";

    public static string Services(Gathering g, ServiceCatalogue catalogue, Texts t) => string.Join(" · ", g.Services.Select(catalogue.All.GetValueOrDefault).OfType<Service>().Select(s => t.Of(s.Name)));

    public static StatusKind Kind(Gathering g, DateOnly today) => g.State switch
    {
        GatheringState.Held => StatusKind.Done,
        GatheringState.CalledOff => StatusKind.None,
        _ => g.Day < today ? StatusKind.Due : StatusKind.Info,
    };

    public static string State(Gathering g, DateOnly today, Texts t) =>
        t[g.State == GatheringState.Planned && g.Day < today ? "gatherings.state.untold" : $"gatherings.state.{(int)g.State}"];
}
