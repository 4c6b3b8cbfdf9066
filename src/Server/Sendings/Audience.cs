using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TungNgo.Sendings;

/// <summary>Whom a bulletin is for: households that meet every condition stated; a condition left out lets all pass.</summary>
/// <param name="Areas">Units as they stand on the day of sending, with all below them; overlapping ones count once.</param>
/// <param name="Languages">Spoken languages as codes; a household that speaks several meets any.</param>
/// <param name="Services">Standings with services.</param>
/// <param name="Crops">Codes of crops; any of them.</param>
/// <param name="CropDays">Days since sowing, from and to (both inclusive).</param>
/// <param name="WithConsent">Only households that agreed to be contacted. Whoever did not is never written to in a routine matter, but may be told at the door.</param>
/// <param name="TeamRoles">Instead of households: members of the teams there, by role.</param>
/// <param name="TouchedBy">Only households to which an earlier bulletin has gone out: for its correction or all-clear.</param>
public sealed record Audience(
    Guid[] Areas, string[]? Languages = null, ServiceCondition[]? Services = null, string[]? Crops = null, int[]? CropDays = null, bool WithConsent = false,
    Teams.TeamRole[]? TeamRoles = null, Guid? TouchedBy = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Audience Of(string json) => JsonSerializer.Deserialize<Audience>(json, Options) is { Areas: not null } audience ? audience : new Audience([]);

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
