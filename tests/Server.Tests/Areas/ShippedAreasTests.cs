using TungNgo.Areas;

namespace TungNgo.Tests.Areas;

public class ShippedAreasTests
{
    [Theory]
    [InlineData("2024-08-31", 80, 17, 12, 11)]
    [InlineData("2024-09-01", 80, 16, 12, 11)]
    [InlineData("2025-06-30", 80, 16, 12, 11)]
    [InlineData("2025-07-01", 35, 8, 0, 0)]
    public void Each_day_has_the_units_that_the_law_names(string date, int communes, int wards, int townships, int districts)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd");
        var tree = new DayTree(day, ShippedAreas.Read().Versions.Where(v => v.IsValidOn(day)));

        Assert.Equal(communes, tree.All.Count(v => v.Kind == AreaKind.Commune));
        Assert.Equal(wards, tree.All.Count(v => v.Kind == AreaKind.Ward));
        Assert.Equal(townships, tree.All.Count(v => v.Kind == AreaKind.Township));
        Assert.Equal(districts, tree.All.Count(v => v.Tier == AreaTier.District));
        Assert.Single(tree.Roots);
    }

    [Fact]
    public void The_shipped_register_obeys_every_rule()
    {
        var (versions, successions, _) = ShippedAreas.Read();

        Assert.Empty(AreaRules.Faults(versions, successions));
    }

    [Fact]
    public void A_reused_code_is_another_unit_and_the_four_unchanged_communes_are_the_same()
    {
        var (versions, _, ids) = ShippedAreas.Read();

        Assert.Equal(["Phường 6", "Phường Sóc Trăng"], versions.Where(v => v.Code == "31507").Select(AreaNames.WithKind));
        Assert.NotEqual(ids["c31507"], ids["c31507-2025"]);
        foreach (var code in new[] { "31537", "31603", "31795", "31810" })
        {
            Assert.Single(versions.Where(v => v.Code == code).Select(v => v.AreaId).Distinct());
        }
    }

    [Fact]
    public void Truong_Khanh_followed_three_communes_of_Long_Phu()
    {
        var (versions, successions, ids) = ShippedAreas.Read();
        var parts = successions.Where(s => s.ToId == ids["c31654-2025"]).ToList();

        Assert.Equal(["Xã Hậu Thạnh", "Xã Phú Hữu", "Xã Trường Khánh"], parts.Select(s => AreaNames.WithKind(versions.Single(v => v.AreaId == s.FromId))).Order());
        Assert.All(parts, s => Assert.Equal(("NQ 1668/NQ-UBTVQH15", new DateOnly(2025, 7, 1)), (s.LegalAct, s.Date)));
    }
}
