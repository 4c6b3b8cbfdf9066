using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Demo;

/// <summary>A commune of September 2024 with what the demo puts into it.</summary>
internal sealed class DemoCommune
{
    public required AreaVersion Unit { get; init; }
    public required string District { get; init; }

    /// <summary>The statistics office's numbers, as invented for the demo; the register may hold fewer.</summary>
    public int Households { get; set; }
    public int People { get; set; }
    public double KhmerShare { get; init; }
    public List<DemoHamlet> Hamlets { get; } = [];
    public string Code => Unit.Code!;
    public bool InLongPhu => District == KnownFigures.LongPhu;
}

internal sealed class DemoHamlet
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required AreaKind Kind { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    public List<Lane> Lanes { get; } = [];

    /// <summary>How many of each the register holds.</summary>
    public int Households { get; set; }
    public int People { get; set; }
    public double KhmerShare { get; init; }
    public string NameWithKind => $"{AreaNames.KindName(Kind)} {Name}";
}

/// <summary>
/// Hamlets for all communes, hung into both trees: under the commune of 2024, and from 1 July 2025 under the commune that
/// inherits it, with their identity kept. 656 hamlets: see <see cref="DemoTeams"/> for the sum.
/// </summary>
internal sealed class DemoUnits(Random random, DayTree tree, AreaTree areas, Func<Guid> newId, DateTime now)
{
    private const int Hamlets = 656;

    /// <summary>The census of 2019; the year's movements are within what a demo may invent.</summary>
    private const int ProvincePeople = 1_199_653;
    private const double PeoplePerHousehold = 3.64;

    /// <summary>Share of Khmer people by district, chosen so that the province comes out at 30 %.</summary>
    private static readonly Dictionary<string, double> KhmerShares = new()
    {
        ["941"] = 0.23, ["942"] = 0.47, ["943"] = 0.11, ["944"] = 0.24, ["945"] = 0.07, ["946"] = 0.27,
        ["947"] = 0.36, ["948"] = 0.07, ["949"] = 0.34, ["950"] = 0.53, ["951"] = 0.48,
    };

    public List<AreaVersion> Versions { get; } = [];
    public List<Succession> Successions { get; } = [];
    public List<Lane> Lanes { get; } = [];
    public List<AreaStatistics> Statistics { get; } = [];

    public List<DemoCommune> Build(bool wholeProvince)
    {
        var communes = tree.All.Where(a => a.Tier == AreaTier.Commune).OrderBy(a => a.Code, StringComparer.Ordinal).Select(unit => new DemoCommune
        {
            Unit = unit, District = tree.Find(unit.ParentId!.Value)!.Code!,
            KhmerShare = unit.Code == KnownFigures.TruongKhanh ? KnownFigures.TruongKhanhKhmerShare
                : Math.Clamp(KhmerShares[tree.Find(unit.ParentId!.Value)!.Code!] * (0.75 + 0.5 * random.NextDouble()), 0.03, 0.8),
        }).ToList();
        SetStatistics(communes);
        AddHamlets(communes);
        foreach (var commune in communes)
        {
            SetRegister(commune, wholeProvince);
            Describe(commune);
        }

        return communes;
    }

    private void SetStatistics(List<DemoCommune> communes)
    {
        var (inside, outside) = (communes.Where(c => c.InLongPhu).ToList(), communes.Where(c => !c.InLongPhu).ToList());
        // Trường Khánh needs 8,326 adults with a public-service account: it is a large commune of the district.
        var weights = inside.Select(c => c.Code == KnownFigures.TruongKhanh ? 3_800d : 2_249).ToArray();
        Set(inside, KnownFigures.LongPhuHouseholds, KnownFigures.LongPhuPeople, weights);
        var people = ProvincePeople - KnownFigures.LongPhuPeople;
        Set(outside, (int)(people / PeoplePerHousehold), people, [.. outside.Select(_ => 0.6 + 0.8 * random.NextDouble())]);
    }

    private static void Set(List<DemoCommune> communes, int households, int people, double[] weights)
    {
        var (h, p) = (Shares.Split(households, weights), Shares.Split(people, weights));
        for (var i = 0; i < communes.Count; i++)
        {
            (communes[i].Households, communes[i].People) = (h[i], p[i]);
        }
    }

    private void AddHamlets(List<DemoCommune> communes)
    {
        var others = communes.Where(c => !c.InLongPhu).ToList();
        var spare = Shares.Split(Hamlets - KnownFigures.LongPhuHamlets - 4 * others.Count, [.. others.Select(_ => random.NextDouble())]);
        var more = others.Zip(spare).ToDictionary(p => p.First, p => p.Second);
        foreach (var commune in communes)
        {
            var names = HamletNames.Of(commune, more.TryGetValue(commune, out var count) ? 4 + count : 0);
            for (var i = 0; i < names.Count; i++)
            {
                Add(commune, names[i], i, names.Count);
            }
        }
    }

    private void Add(DemoCommune commune, string name, int place, int of)
    {
        // A sunflower's seeds: points spread evenly around the commune's centre, and no two hamlets share one.
        var (angle, radius) = (place * 2.39996, 0.019 * Math.Sqrt((place + 0.5) / of));
        var kind = commune.Unit.Kind == AreaKind.Ward ? AreaKind.UrbanHamlet : AreaKind.Hamlet;
        var hamlet = new DemoHamlet
        {
            Id = newId(), Name = name, Kind = kind,
            Latitude = Math.Round(commune.Unit.Latitude!.Value + radius * Math.Sin(angle), 5),
            Longitude = Math.Round(commune.Unit.Longitude!.Value + radius * Math.Cos(angle), 5),
            KhmerShare = commune.KhmerShare,
        };
        commune.Hamlets.Add(hamlet);
        Hang(hamlet, OriginOf(commune, place, of));
    }

    /// <summary>Phường 1 of Sóc Trăng city is a merger of 1 September 2024: its hamlets come from two older wards.</summary>
    private AreaVersion OriginOf(DemoCommune commune, int place, int of)
    {
        var older = areas.Successions.Where(s => s.ToId == commune.Unit.AreaId && s.FromId != s.ToId).Select(s => s.FromId).ToList();
        return older.Count == 0 || commune.Unit.ValidFrom is null ? areas.VersionsOf(commune.Unit.AreaId)[0] : areas.VersionsOf(older[place * older.Count / of])[0];
    }

    /// <summary>One version for each commune the hamlet belongs to in time; the hamlet itself stays what it is.</summary>
    private void Hang(DemoHamlet hamlet, AreaVersion commune)
    {
        DateOnly? from = null;
        string? act = null;
        for (var parent = commune.AreaId; ;)
        {
            var end = areas.VersionsOf(parent)[^1].ValidTo;
            Versions.Add(new AreaVersion
            {
                Id = newId(), AreaId = hamlet.Id, Name = hamlet.Name, NameKey = SearchKey.Fold(hamlet.NameWithKind), Kind = hamlet.Kind, ParentId = parent,
                ValidFrom = from, ValidTo = end, LegalAct = act, Latitude = hamlet.Latitude, Longitude = hamlet.Longitude, RecordedAt = now,
            });
            if (end is null)
            {
                return;
            }

            var heir = areas.Successions.Single(s => s.FromId == parent && s.ToId != parent && s.Date == end.Value.AddDays(1));
            (parent, from, act) = (heir.ToId, heir.Date, heir.LegalAct);
            Successions.Add(new Succession { Id = newId(), FromId = hamlet.Id, ToId = hamlet.Id, Kind = SuccessionKind.Reparent, Date = heir.Date, LegalAct = heir.LegalAct });
        }
    }

    private void SetRegister(DemoCommune commune, bool wholeProvince)
    {
        double[] weights = [.. commune.Hamlets.Select(_ => 0.8 + 0.4 * random.NextDouble())];
        var full = wholeProvince || commune.InLongPhu;
        var households = full ? commune.Households : 25 * commune.Hamlets.Count;
        var people = full ? commune.People : (int)(households * PeoplePerHousehold);
        var (h, p) = (Shares.Split(households, weights), Shares.Split(people, weights));
        for (var i = 0; i < commune.Hamlets.Count; i++)
        {
            var hamlet = commune.Hamlets[i];
            (hamlet.Households, hamlet.People) = (h[i], p[i]);
            var lanes = Math.Clamp(h[i] / 35, 2, 16);
            for (var n = 1; n <= lanes; n++)
            {
                hamlet.Lanes.Add(new Lane { Id = newId(), HamletId = hamlet.Id, Name = $"Tổ {n}", NameKey = SearchKey.Fold($"Tổ {n}"), Order = n });
            }

            Lanes.AddRange(hamlet.Lanes);
        }
    }

    private void Describe(DemoCommune commune)
    {
        // A few days after the published ones, so that for each unit the newest row is the complete one.
        var day = new DateOnly(2024, 9, 15);
        Statistics.Add(new AreaStatistics
        {
            Id = newId(), AreaId = commune.Unit.AreaId, AsOf = day, Households = commune.Households, People = commune.People,
            KhmerShare = Math.Round(commune.KhmerShare, 2), Source = "Số liệu minh họa, không phải số thật",
        });
        var (households, people) = (Shares.Split(commune.Households, [.. commune.Hamlets.Select(h => (double)h.Households)]), Shares.Split(commune.People, [.. commune.Hamlets.Select(h => (double)h.People)]));
        Statistics.AddRange(commune.Hamlets.Select((hamlet, i) => new AreaStatistics
        {
            Id = newId(), AreaId = hamlet.Id, AsOf = day, Households = households[i], People = people[i], KhmerShare = Math.Round(hamlet.KhmerShare, 2),
            Source = "Số liệu minh họa, không phải số thật",
        }));
    }
}
