using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Areas;

namespace TungNgo.Bulletins;

/// <summary>Whom a bulletin is for: households that meet every condition stated; a condition left out lets all pass.</summary>
/// <param name="Areas">Units as they stand on the day of sending, with all below them; overlapping ones count once.</param>
/// <param name="Languages">Spoken languages as codes; a household that speaks several meets any.</param>
/// <param name="Services">Standings with services.</param>
/// <param name="Crops">Codes of crops; any of them.</param>
/// <param name="CropDays">Days since sowing, from and to (both inclusive).</param>
/// <param name="WithConsent">Only households that agreed to be contacted. Whoever did not is never written to in a routine matter, but may be told at the door.</param>
/// <param name="TeamRoles">Instead of households: members of the teams there, by role.</param>
/// <param name="TouchedBy">Only households to which an earlier bulletin has gone out, or one that it went on from: for its correction or all-clear.</param>
/// <param name="Growing">Any of these crops in any of these parts of their life.</param>
public sealed record Audience(
    Guid[] Areas, string[]? Languages = null, ServiceCondition[]? Services = null, string[]? Crops = null, int[]? CropDays = null, bool WithConsent = false,
    Teams.TeamRole[]? TeamRoles = null, Guid? TouchedBy = null, Growing[]? Growing = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Audience Of(string json) => JsonSerializer.Deserialize<Audience>(json, Options) is { Areas: not null } audience ? audience : new Audience([]);

    /// <summary>Crops and stages as a form carries them along; what cannot be read is refused: a notice must not reach more than was meant.</summary>
    internal static Growing[]? GrowingOf(string? json)
    {
        try
        {
            return json is { Length: > 0 and < 4000 } ? JsonSerializer.Deserialize<Growing[]>(json, Options) : null;
        }
        catch (JsonException)
        {
            throw new Web.Refusal(Web.Problems.Invalid, "growing");
        }
    }

    internal static string GrowingToJson(Growing[] growing) => JsonSerializer.Serialize(growing, Options);

    /// <summary>Hamlets of the audience, each once, and how often one would have come again because its units overlap.</summary>
    internal (IReadOnlyList<Guid> Hamlets, int Repeated) HamletsOf(DayTree tree)
    {
        var all = Areas.Distinct().SelectMany(tree.HamletsOf).ToList();
        var once = all.Distinct().ToList();
        return (once, all.Count - once.Count);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>At least one person (or the household, where the service is the household's) stands within these stages. From none: nobody has got beyond the last.</summary>
public sealed record ServiceCondition(Guid ServiceId, Services.Stage From, Services.Stage To);

/// <summary>An audience kept under a name for the next time.</summary>
internal sealed class SavedAudience
{
    public Guid Id { get; init; }
    public Guid AreaId { get; init; }
    public required string Name { get; set; }

    /// <summary>An <see cref="Audience"/> as JSON.</summary>
    public required string Query { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A crop in a part of its life.</summary>
/// <param name="Crop">Code of the crop; null lets every household pass.</param>
/// <param name="Days">Days since sowing, from and to (both inclusive); null is all of its life.</param>
/// <param name="Undated">Also where nobody knows when it was sown: by the season it may be in this part.</param>
public sealed record Growing(string? Crop, int[]? Days = null, bool Undated = false);
