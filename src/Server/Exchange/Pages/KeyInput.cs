using TungNgo.Exchange.Keys;
using TungNgo.Web;

namespace TungNgo.Exchange.Pages;

/// <summary>The form of a key as a browser sends it.</summary>
public sealed class KeyInput
{
    public string? Name { get; set; }
    public string? Contact { get; set; }
    public Guid AreaId { get; set; }
    public int PerMinute { get; set; } = 60;
    public string? ValidUntil { get; set; }

    internal static KeyInput Of(ApiKey k) => new() { Name = k.Name, Contact = k.Contact, AreaId = k.AreaId, PerMinute = k.PerMinute, ValidUntil = Formats.Iso(k.ValidUntil) };

    internal KeyForm ToForm() => new(Name, Contact, AreaId, PerMinute, Formats.DayOf(ValidUntil));
}
