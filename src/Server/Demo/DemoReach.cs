using TungNgo.Households;

namespace TungNgo.Demo;

/// <summary>
/// Decides beforehand which doors were opened and whom the teams reached, so that the published figures come out to the person
/// while everything around them is left to chance.
/// </summary>
internal sealed class DemoReach(Random random)
{
    public void Plan(Dictionary<DemoCommune, List<DemoHousehold>> district)
    {
        foreach (var (commune, households) in district)
        {
            Knock(commune, households);
        }

        if (!district.Keys.First().InLongPhu)
        {
            foreach (var (household, person) in district.Values.SelectMany(Candidates).Where(_ => random.Chance(0.7)))
            {
                Reach(household, person, random.Chance(0.6));
            }

            return;
        }

        var khanh = district.Single(d => d.Key.Code == KnownFigures.TruongKhanh);
        foreach (var (household, person) in random.Choose([.. Candidates(khanh.Value)], KnownFigures.TruongKhanhPublicServiceAccounts))
        {
            Reach(household, person, publicService: true);
        }

        List<(DemoHousehold, Person)> others = [.. district.Where(d => d.Key != khanh.Key).SelectMany(d => Candidates(d.Value))];
        foreach (var (household, person) in random.Choose(others, KnownFigures.LongPhuReached - KnownFigures.TruongKhanhPublicServiceAccounts))
        {
            Reach(household, person, random.Chance(0.6));
        }
    }

    private static void Reach(DemoHousehold household, Person person, bool publicService)
    {
        household.Reached.Add(person);
        if (publicService)
        {
            household.PublicService.Add(person);
        }
    }

    private void Knock(DemoCommune commune, List<DemoHousehold> households)
    {
        var opened = commune.Code == KnownFigures.TruongKhanh ? 0.93 : commune.InLongPhu ? 0.76 : 0.35 + 0.35 * random.NextDouble();
        var perHamlet = 0.0;
        var hamlet = Guid.Empty;
        foreach (var household in households)
        {
            if (household.Row.HamletId != hamlet)
            {
                (hamlet, perHamlet) = (household.Row.HamletId, opened + (commune.InLongPhu ? 0.06 : 0.25) * (random.NextDouble() - 0.5));
            }

            if (random.Chance(perHamlet))
            {
                household.Meetings = random.NextDouble() switch { < 0.55 => 1, < 0.88 => 2, _ => 3 };
            }
            else
            {
                household.Away = random.Chance(0.3);
            }
        }
    }

    /// <summary>Those of age whom somebody could have met.</summary>
    private static IEnumerable<(DemoHousehold Household, Person Person)> Candidates(List<DemoHousehold> households) =>
        from household in households
        where household.Meetings > 0
        from person in household.People
        where person.BirthYear is null or <= 2006
        select (household, person);
}
