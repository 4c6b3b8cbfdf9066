using TungNgo.Exchange.Systems;

namespace TungNgo.Exchange.Pages;

/// <summary>The form of a receiving system as a browser sends it.</summary>
public sealed class SystemInput
{
    public Guid AreaId { get; set; }
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? Address { get; set; }
    public string? Secret { get; set; }
    public bool Active { get; set; }
    public bool Automatic { get; set; }
    public int Edition { get; set; }

    internal static SystemInput Of(ReceivingSystem s) => new()
    {
        AreaId = s.AreaId, Code = s.Code, Name = s.Name, Kind = s.Kind, Address = s.Address, Active = s.Active, Automatic = s.AutomaticSince is not null, Edition = s.Edition,
    };

    internal SystemForm ToForm() => new(AreaId, Code, Name, Kind, Address, Secret, Active, Automatic, Edition);
}
