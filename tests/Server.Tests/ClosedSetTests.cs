using TungNgo.Accounts;
using TungNgo.Campaigns.Guests;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Households.Pages;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Tests;

/// <summary>Sets that grow now and then: a new entry fails here until it is counted, allowed and named.</summary>
public sealed class ClosedSetTests
{
    [Fact]
    public void Every_outcome_of_a_visit_is_counted_and_named()
    {
        Assert.All(Enum.GetValues<Outcome>(), o => Assert.True(Indicators.IsFlow(o.Indicator())));
        AssertNamed(Enum.GetValues<Outcome>().Select(o => $"households.outcome.{o.ToString().ToLowerInvariant()}"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Outcome)99).Indicator());
    }

    [Fact]
    public void Every_role_has_its_permissions_and_a_name()
    {
        Assert.All(Enum.GetValues<Role>(), r => Assert.Contains(Enum.GetValues<Permission>(), p => r.Allows(p)));
        AssertNamed(Enum.GetValues<Role>().Select(r => $"role.{r}"));
    }

    [Fact]
    public void Every_body_that_sends_guests_is_named() => AssertNamed(Enum.GetValues<GuestOf>().Select(g => $"campaigns.guest.of.{(int)g}"));

    [Fact]
    public void Every_field_of_the_register_is_named() =>
        AssertNamed([.. HouseholdFields.All.Select(f => $"households.field.{f.Name}"), .. PersonFields.All.Select(f => $"households.field.{f.Name}")]);

    [Fact]
    public void Every_reason_to_close_is_named() =>
        Assert.All(Texts.Languages, l => Assert.All(Enum.GetValues<CloseReason>(), r => Assert.DoesNotContain("households.closed", HouseholdWords.Closed(r, Texts.In(l)), StringComparison.Ordinal)));

    private static void AssertNamed(IEnumerable<string> keys) => Assert.All(keys, key => Assert.All(Texts.Languages, l => Assert.NotEqual(key, Texts.In(l)[key])));
}
