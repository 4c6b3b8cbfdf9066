using System.Globalization;
using Microsoft.Extensions.Primitives;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Bulletins.Desk;

/// <summary>The composing form as a browser sends it, read by hand: its lists of units are longer than the framework's form mapper takes.</summary>
internal static class BulletinForm
{
    /// <summary>How date and time fields write an instant: the time of a clock in Vietnam.</summary>
    private const string LocalFormat = "dd/MM/yyyy HH:mm";

    public static BulletinInput Read(IFormCollection form, Guid areaId) => new(
        areaId, $"{form["kind"]}", Enum.TryParse<Urgency>(form["urgency"], ignoreCase: true, out var urgency) ? urgency : Urgency.Routine,
        Texts.Languages.ToDictionary(l => l, l => new BulletinTextInput(form[$"title.{l}"], form[$"body.{l}"], form[$"short.{l}"], form[$"review.{l}"] == "true", Id(form[$"audio.{l}"]))),
        form["source"], form["document"], Known(form["from"]), Known(form["to"]),
        Enum.TryParse<BulletinRelation>(form["relation"], ignoreCase: true, out var relation) ? relation : BulletinRelation.None, Id(form["related"]), form["changed"],
        AudienceOf(form), ChainOf(form["chain"]), Id(form["template"]),
        form.Where(f => f.Key.StartsWith("field.", StringComparison.Ordinal)).ToDictionary(f => f.Key["field.".Length..], f => $"{f.Value}"),
        Texts.Languages.ToDictionary(l => l, l => $"{form[$"waiver.{l}"]}"), Ids(form["attachment"]), int.TryParse(form["edition"], out var edition) ? edition : 0, form["unaccented"] == "true");

    /// <summary>Recordings ("recording.km") and attachments ("attach") that came with the form.</summary>
    public static async Task<IReadOnlyList<Upload>> UploadsAsync(IFormCollection form, CancellationToken ct)
    {
        var uploads = new List<Upload>();
        foreach (var file in form.Files.Where(f => f.Length > 0))
        {
            var language = Texts.Languages.FirstOrDefault(l => file.Name == $"recording.{l}");
            if (language is not null || file.Name == "attach")
            {
                uploads.Add(new(language, file.FileName, await BulletinEndpoints.ReadAsync(file, ct)));
            }
        }

        return uploads;
    }

    public static string Local(DateTime utc) => LegalDay.ToLocal(utc).ToString(LocalFormat, CultureInfo.InvariantCulture);

    /// <summary>Chains that the form offers by name; null is the one of the urgency.</summary>
    public static readonly IReadOnlyDictionary<string, Chain> Chains = new Dictionary<string, Chain>
    {
        ["routine"] = Chain.Routine,
        ["emergency"] = Chain.Emergency,
        // Costs nothing: groups first, and a word at the door for whom no group reaches.
        ["people"] = new([new([ChannelFamily.Relay], 1440), new([ChannelFamily.InPerson], 0)]),
    };

    public static string ChainName(Chain? chain) => chain is null ? "" : Chains.FirstOrDefault(c => c.Value.ToJson() == chain.ToJson()).Key ?? "";

    private static Chain? ChainOf(string? name) => Chains.GetValueOrDefault(name ?? "");

    private static Audience AudienceOf(IFormCollection form)
    {
        var services = form["service"].Zip(form["stage.from"], form["stage.to"])
            .Where(s => Guid.TryParse(s.First, out _))
            .Select(s => new ServiceCondition(Guid.Parse(s.First!), StageOf(s.Second, Stage.None), StageOf(s.Third, Stage.Independent))).ToArray();
        var days = new[] { form["crop.from"], form["crop.to"] }.Select(d => int.TryParse(d, out var day) ? day : (int?)null).ToArray();
        var roles = form["role"].Select(r => Enum.TryParse<TeamRole>(r, ignoreCase: true, out var role) ? role : (TeamRole?)null).OfType<TeamRole>().ToArray();
        return new(
            Ids(form["area"]), Some(form["language"]), services.Length > 0 ? services : null, Some(form["crop"]),
            days is [{ } first, { } last] ? [first, last] : null, form["consent"] == "true", roles.Length > 0 ? roles : null, Id(form["touched"]),
            Audience.GrowingOf(form["growing"]));
    }

    private static Stage StageOf(string? text, Stage otherwise) => Enum.TryParse<Stage>(text, ignoreCase: true, out var stage) ? stage : otherwise;

    private static string[]? Some(StringValues values) => values.OfType<string>().Where(v => v.Length > 0).ToArray() is { Length: > 0 } some ? some : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static Guid[] Ids(StringValues values) => [.. values.Select(Id).OfType<Guid>().Distinct()];

    private static DateTime? Known(string? text) => Read(text);

    /// <exception cref="Refusal">It is no date and time.</exception>
    public static DateTime? Instant(string? text) => string.IsNullOrWhiteSpace(text) ? null : Read(text) ?? throw new Refusal(Problems.BulletinPeriod);

    private static DateTime? Read(string? text) => text?.Trim().Split([' ', 'T'], 2) is [var day, var time] && Formats.DayOf(day) is { } on
        && TimeOnly.TryParseExact(time.Trim(), ["H:mm", "HH:mm:ss", "H'h'mm", "H'.'mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? LegalDay.Start(on) + at.ToTimeSpan()
            : null;
}
