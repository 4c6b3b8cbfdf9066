using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Figures;

public enum FigureUnit { Households, People, Visits, Activities, Teams, Members, Groups, Share }

/// <summary>Part of the page a figure stands in.</summary>
public enum FigureGroup { Households, Activity, Services, Skills, Teams }

/// <summary>
/// A figure as data: what is summed, and over what. A share is always the quotient of two sums, never a mean of shares.
/// </summary>
/// <param name="Code">Stable; what the API, the page's URL and the sheets call it.</param>
/// <param name="Above">Indicators whose sum is the numerator.</param>
/// <param name="Below">Indicators whose sum is the denominator; empty when the figure is a plain count.</param>
/// <param name="Flow">Counted over the period; otherwise a stock on the date.</param>
internal sealed record Figure(string Code, FigureGroup Group, FigureUnit Unit, int[] Above, int[] Below, bool Flow = false, Service? Service = null)
{
    public bool IsShare => Below.Length > 0;

    /// <summary>Team figures are counted from the register of teams, not from cells.</summary>
    public bool OfTeams => Group == FigureGroup.Teams;

    public string Name(Texts t) => Service is null ? t[$"figures.of.{Code}"] : Suffix is "" ? t.Of(Service.Name) : t[$"figures.of.service.{Suffix}", t.Of(Service.Name)];

    public string ShortName(Texts t) => Service is not null ? Suffix is "" ? t.Of(Service.Short) : Name(t) : Texts.Has($"figures.short.{Code}") ? t[$"figures.short.{Code}"] : Name(t);

    public string Definition(Texts t) => FigureWords.Of(this, t);

    private string Suffix => Code.IndexOf('.', StringComparison.Ordinal) is var first && Code.IndexOf('.', first + 1) is var second && second > 0 ? Code[(second + 1)..] : "";
}

/// <summary>The figures that exist: the fixed ones, and two for each service and skill of the catalogue.</summary>
internal sealed class FigureList(ServiceCatalogue catalogue)
{
    private static readonly Figure[] Fixed =
    [
        new("households", FigureGroup.Households, FigureUnit.Households, [Indicators.Households], []),
        new("people", FigureGroup.Households, FigureUnit.People, [Indicators.People], []),
        new("people-counted", FigureGroup.Households, FigureUnit.People, [Indicators.PeopleCounted], []),
        new("met-share", FigureGroup.Households, FigureUnit.Share, [Indicators.HouseholdsMet], [Indicators.Households]),
        new("visited-share", FigureGroup.Households, FigureUnit.Share, [Indicators.HouseholdsVisited], [Indicators.Households]),
        new("five-skill-share", FigureGroup.Households, FigureUnit.Share, [Indicators.FiveSkillHouseholds], [Indicators.Households]),
        new("khmer-households", FigureGroup.Households, FigureUnit.Households, [Indicators.KhmerHouseholds], []),
        new("smartphone-share", FigureGroup.Households, FigureUnit.Share, [Indicators.SmartphoneHouseholds], [Indicators.Households]),
        new("visits", FigureGroup.Activity, FigureUnit.Visits, [Indicators.Visits], [], Flow: true),
        new("visits-met-share", FigureGroup.Activity, FigureUnit.Share, [Indicators.VisitsMet], [Indicators.Visits], Flow: true),
        new("away-share", FigureGroup.Activity, FigureUnit.Share, [Indicators.VisitsAway], [Indicators.Visits], Flow: true),
        new("refused-share", FigureGroup.Activity, FigureUnit.Share, [Indicators.VisitsRefused], [Indicators.Visits], Flow: true),
        new("activities", FigureGroup.Activity, FigureUnit.Activities, [Indicators.Activities], [], Flow: true),
        new("reach-share", FigureGroup.Activity, FigureUnit.Share, [Indicators.NoticesReached], [Indicators.NoticesPlanned], Flow: true),
        new("teams", FigureGroup.Teams, FigureUnit.Teams, [], []),
        new("members", FigureGroup.Teams, FigureUnit.Members, [], []),
        new("active-teams", FigureGroup.Teams, FigureUnit.Share, [], [0]),
        new("zalo-groups", FigureGroup.Teams, FigureUnit.Groups, [], []),
        new("zalo-members", FigureGroup.Teams, FigureUnit.People, [], []),
    ];

    private volatile Built built = new(new Dictionary<Guid, Service>(), [], [], []);

    public IReadOnlyList<Figure> All => Current.Figures;

    /// <summary>Services and skills, in the catalogue's order.</summary>
    public IReadOnlyList<Service> Services => Current.Services;

    public Figure? Find(string? code) => code is null ? null : Current.ByCode.GetValueOrDefault(code);

    /// <summary>Rebuilt when an officer has edited the catalogue, which replaces its dictionary.</summary>
    private Built Current => ReferenceEquals(built.From, catalogue.All) ? built : built = Build();

    private Built Build()
    {
        var from = catalogue.All;
        var services = from.Values.Where(s => s.Active).OrderBy(s => s.Order).ToList();
        var figures = Fixed.Concat(services.SelectMany(OfService)).ToList();
        return new Built(from, services, figures, figures.ToDictionary(f => f.Code));
    }

    /// <summary>Reached means that the subject can use it: working or independent. Introduced and installed are the way there.</summary>
    private static IEnumerable<Figure> OfService(Service service)
    {
        var group = service.Kind == ServiceKind.Skill ? FigureGroup.Skills : FigureGroup.Services;
        int[] over = [Indicators.Over(service)];
        int Of(Stage stage) => Indicators.StageOf(service.Number, stage);
        yield return new($"service.{service.Code}", group, FigureUnit.Share, [Of(Stage.Working), Of(Stage.Independent)], over, Service: service);
        yield return new($"service.{service.Code}.introduced", group, service.Subject == ServiceSubject.Person ? FigureUnit.People : FigureUnit.Households,
            [Of(Stage.Introduced), Of(Stage.Installed), Of(Stage.Working), Of(Stage.Independent)], [], Service: service);
    }

    private sealed record Built(IReadOnlyDictionary<Guid, Service> From, IReadOnlyList<Service> Services, IReadOnlyList<Figure> Figures, Dictionary<string, Figure> ByCode);
}
