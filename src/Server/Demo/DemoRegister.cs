using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Demo;

/// <summary>Fills a hamlet's register: as many households and people as planned, languages by share, doors along the lanes.</summary>
internal sealed class DemoRegister(Random random, Write write)
{
    private const int Year = 2024;
    private static readonly string[] Landmarks =
    [
        "gần chùa", "cạnh cầu ván", "đối diện trường tiểu học", "sau chợ", "đầu kênh", "ngã ba", "cạnh quán cà phê", "gần trạm bơm", "cuối đường đan",
        "cạnh nhà văn hóa ấp", "bên kia cầu", "gần lò gạch cũ", "cạnh trạm y tế", "gần cây dầu",
    ];

    // Sizes of households in the countryside; the mean is brought to the planned one afterwards.
    private static readonly double[] SizeWeights = [0.07, 0.16, 0.24, 0.28, 0.15, 0.07, 0.03];
    private int phones;

    public List<DemoHousehold> Fill(DemoHamlet hamlet)
    {
        var sizes = Sizes(hamlet.Households, hamlet.People);
        var languages = Languages(hamlet);
        var households = new List<DemoHousehold>(hamlet.Households);
        for (var i = 0; i < sizes.Length; i++)
        {
            households.Add(Make(hamlet, i, sizes[i], languages[i]));
        }

        return households;
    }

    private int[] Sizes(int households, int people)
    {
        var counts = Shares.Split(households, SizeWeights);
        var sizes = counts.SelectMany((count, i) => Enumerable.Repeat(i + 1, count)).ToArray();
        random.Shuffle(sizes);
        for (var missing = people - sizes.Sum(); missing != 0;)
        {
            var at = random.Next(households);
            var step = Math.Sign(missing);
            if (sizes[at] + step is >= 1 and <= 9)
            {
                sizes[at] += step;
                missing -= step;
            }
        }

        return sizes;
    }

    /// <summary>The share of households where Khmer is spoken is the hamlet's share to the household.</summary>
    private string?[] Languages(DemoHamlet hamlet)
    {
        var khmer = (int)Math.Round(hamlet.Households * hamlet.KhmerShare);
        var languages = new string?[hamlet.Households];
        for (var i = 0; i < languages.Length; i++)
        {
            languages[i] = i < khmer ? (random.Chance(0.6) ? "km" : "vi+km")
                : random.Chance(0.07) ? (random.Chance(0.3) ? "hoa" : "vi+hoa")
                : random.Chance(0.04) ? null : "vi";
        }

        random.Shuffle(languages);
        return languages;
    }

    private DemoHousehold Make(DemoHamlet hamlet, int index, int size, string? language)
    {
        var lane = hamlet.Lanes[index * hamlet.Lanes.Count / hamlet.Households];
        var order = index - (lane.Order - 1) * hamlet.Households / hamlet.Lanes.Count;
        var (latitude, longitude) = Point(hamlet, lane.Order, order);
        var id = write.NewId();
        var number = write.Changed(ChangeKind.Household, id, hamlet.Id);
        var surname = DemoNames.Surname(random, language);
        var womanLeads = random.Chance(0.28);
        var headAge = 26 + (int)(55 * Math.Pow(random.NextDouble(), 1.2));
        var household = new DemoHousehold
        {
            Row = new Household
            {
                Id = id, Number = number, Version = number, HamletId = hamlet.Id, LaneId = lane.Id, Code = $"{index + 1:0000}", Head = DemoNames.Full(random, surname, language, womanLeads),
                Door = random.Chance(0.3) ? $"{index + 1}" : null, Landmark = random.Chance(0.4) ? random.Pick(Landmarks) : null,
                Latitude = latitude, Longitude = longitude, Language = language, Phone = random.Chance(0.78) ? DemoNames.Phone(phones++) : null,
                Size = size, Order = order, AddedDay = new DateOnly(Year, 2, 19).AddDays(random.Next(14)).Number(),
            },
        };
        AddPeople(household, size, surname, womanLeads, headAge);
        household.Row.SearchText = Household.SearchTextOf(
            household.Row.Head, household.Row.Phone, household.Row.Door, household.Row.Landmark, household.Row.Code, household.People.Select(p => (p.Name, p.Phone)));
        household.Row.Smartphones = household.People.Count(p => p.Smartphone == true);
        return household;
    }

    /// <summary>Doors stand on both sides of a lane that runs out from the middle of the hamlet, about twenty metres apart.</summary>
    private (double Latitude, double Longitude) Point(DemoHamlet hamlet, int lane, int order)
    {
        var angle = lane * 2 * Math.PI / hamlet.Lanes.Count;
        var (out1, side) = (0.0006 + order / 2 * 0.00019, (order % 2 * 2 - 1) * 0.00012 + (random.NextDouble() - 0.5) * 0.00004);
        return (Math.Round(hamlet.Latitude + out1 * Math.Sin(angle) + side * Math.Cos(angle), 5), Math.Round(hamlet.Longitude + out1 * Math.Cos(angle) - side * Math.Sin(angle), 5));
    }

    private void AddPeople(DemoHousehold household, int size, string surname, bool womanLeads, int headAge)
    {
        for (var place = 0; place < size; place++)
        {
            var (relation, age, woman) = place switch
            {
                0 => ("head", headAge, womanLeads),
                1 when random.Chance(0.85) => ("spouse", headAge + random.Next(-6, 7), !womanLeads),
                _ when headAge > 58 && random.Chance(0.55) => ("child", headAge - random.Next(22, 32), random.Chance(0.5)),
                _ when headAge > 58 => ("grandchild", random.Next(0, 16), random.Chance(0.5)),
                _ when headAge < 50 && random.Chance(0.12) => ("parent", headAge + random.Next(22, 32), random.Chance(0.6)),
                _ => ("child", Math.Max(0, headAge - random.Next(21, 36)), random.Chance(0.5)),
            };
            age = Math.Clamp(age, 0, 96);
            var sameFamily = relation is "head" or "child" or "grandchild";
            var language = household.Row.Language;
            household.People.Add(new Person
            {
                Id = write.NewId(), HouseholdId = household.Row.Id,
                Name = place == 0 ? household.Row.Head : DemoNames.Full(random, sameFamily ? surname : DemoNames.Surname(random, language), language, woman),
                BirthYear = random.Chance(0.97) ? Year - age : null, Sex = woman ? "f" : "m", Relation = relation, Order = place,
                Phone = place == 0 ? household.Row.Phone : age >= 16 && random.Chance(0.35) ? DemoNames.Phone(phones++) : null,
                Smartphone = random.Chance(age switch { < 10 => 0.02, < 16 => 0.4, < 45 => 0.86, < 60 => 0.6, _ => 0.22 }),
                AddedDay = household.Row.AddedDay,
            });
        }
    }
}
