using System.Text.Json;

namespace TungNgo.Areas.Reorganise;

/// <summary>A version as it stood, to the last field.</summary>
internal sealed record KeptVersion(
    Guid Id, Guid AreaId, string Name, string NameKey, AreaKind Kind, string? Code, Guid? ParentId, DateOnly? ValidFrom, DateOnly? ValidTo, string? LegalAct, double? Latitude,
    double? Longitude, DateTime RecordedAt)
{
    public static KeptVersion Of(AreaVersion v) =>
        new(v.Id, v.AreaId, v.Name, v.NameKey, v.Kind, v.Code, v.ParentId, v.ValidFrom, v.ValidTo, v.LegalAct, v.Latitude, v.Longitude, v.RecordedAt);

    public AreaVersion Again() => PutInto(new AreaVersion { Id = Id, AreaId = AreaId, Name = Name, NameKey = NameKey, RecordedAt = RecordedAt });

    public AreaVersion PutInto(AreaVersion v)
    {
        (v.Name, v.NameKey, v.Kind, v.Code, v.ParentId, v.ValidFrom, v.ValidTo, v.LegalAct, v.Latitude, v.Longitude) =
            (Name, NameKey, Kind, Code, ParentId, ValidFrom, ValidTo, LegalAct, Latitude, Longitude);
        return v;
    }
}

internal sealed record KeptSuccession(Guid Id, Guid FromId, Guid ToId, SuccessionKind Kind, DateOnly Date, string? LegalAct)
{
    public static KeptSuccession Of(Succession s) => new(s.Id, s.FromId, s.ToId, s.Kind, s.Date, s.LegalAct);

    public Succession Again() => new() { Id = Id, FromId = FromId, ToId = ToId, Kind = Kind, Date = Date, LegalAct = LegalAct };
}

internal sealed record KeptLane(Guid Id, Guid HamletId, string Name, string NameKey, int Order)
{
    public static KeptLane Of(Lane l) => new(l.Id, l.HamletId, l.Name, l.NameKey, l.Order);
}

/// <summary>What applying a set changed, as it was before and as it left it.</summary>
/// <param name="Onward">What had been decided then of the further way of units that took others in.</param>
internal sealed record Kept(
    List<KeptVersion> Before, List<KeptVersion> After, List<KeptSuccession> Gone, List<KeptSuccession> Made, List<KeptLane> Lanes, HashSet<Guid> Born, HashSet<Guid> Onward)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonShape.Stored);

    public static Kept Of(string json) => JsonSerializer.Deserialize<Kept>(json, JsonShape.Stored)!;

    /// <summary>The differences between the register before and after, with whole units: all versions of each that changed.</summary>
    public static Kept Between(List<KeptVersion> before, IReadOnlyList<AreaVersion> after, List<KeptSuccession> links, IReadOnlyList<Succession> linked, List<KeptLane> lanes)
    {
        var now = after.Select(KeptVersion.Of).ToList();
        var changed = before.Except(now).Concat(now.Except(before)).Select(v => v.AreaId).ToHashSet();
        var (known, nowLinked) = (before.Select(v => v.AreaId).ToHashSet(), linked.Select(KeptSuccession.Of).ToList());
        var made = nowLinked.Except(links).ToList();
        var heirs = made.Where(s => s.FromId != s.ToId).Select(s => s.ToId).ToHashSet();
        return new(
            [.. before.Where(v => changed.Contains(v.AreaId))], [.. now.Where(v => changed.Contains(v.AreaId))], [.. links.Except(nowLinked)], made, lanes,
            [.. changed.Where(id => !known.Contains(id))], [.. nowLinked.Where(s => heirs.Contains(s.FromId) && s.FromId != s.ToId).Select(s => s.Id)]);
    }
}
