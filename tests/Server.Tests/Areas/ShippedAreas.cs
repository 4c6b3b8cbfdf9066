using TungNgo.Areas;

namespace TungNgo.Tests.Areas;

/// <summary>The shipped register in memory, without a database: the starting point of the rule tests.</summary>
internal static class ShippedAreas
{
    public static readonly DateTime Now = new(2024, 9, 15, 0, 0, 0, DateTimeKind.Utc);

    public static (List<AreaVersion> Versions, List<Succession> Successions, Dictionary<string, Guid> Ids) Read()
    {
        var (areas, successions, _) = AreaSeed.Read(NewId, Now);
        return (areas.SelectMany(a => a.Versions).ToList(), successions, areas.ToDictionary(a => a.SeedKey!, a => a.Id));
    }

    public static AreaBook Book(List<AreaVersion> versions, List<Succession> successions) => new(versions.Select(Copy), successions, NewId, Now);

    public static Guid NewId() => Guid.CreateVersion7(Now);

    // Changes write into versions; a refused one must not leave its traces in the next try.
    private static AreaVersion Copy(AreaVersion v) => new()
    {
        Id = v.Id, AreaId = v.AreaId, Name = v.Name, NameKey = v.NameKey, Kind = v.Kind, Code = v.Code, ParentId = v.ParentId, ValidFrom = v.ValidFrom,
        ValidTo = v.ValidTo, LegalAct = v.LegalAct, Latitude = v.Latitude, Longitude = v.Longitude, RecordedAt = v.RecordedAt,
    };
}
