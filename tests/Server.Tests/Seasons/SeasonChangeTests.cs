using System.Text.Json;
using TungNgo.Seasons;

namespace TungNgo.Tests.Seasons;

/// <summary>Server and phone say the same of before and after: the phone's tests read these cases as well.</summary>
public sealed class SeasonChangeTests
{
    private static readonly JsonElement Cases =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Source.Root, "tests", "Cases", "season-changes.json"))).RootElement;
    private static readonly List<SeasonAccount> Accounts = [.. Cases.GetProperty("accounts").EnumerateArray().Select(Account)];

    [Fact]
    public void A_change_is_held_against_the_account_before_by_what_both_have() => Assert.All(Cases.GetProperty("changes").EnumerateArray(), c =>
    {
        var account = Accounts[c.GetProperty("of").GetInt32()];
        Assert.Equal(Number(c, "before") is { } before ? Accounts[before] : null, SeasonChange.Before(account, Accounts));
        var (expected, said) = (c.GetProperty("percent"), SeasonChange.Of(account, Accounts));
        Assert.Equal(expected.ValueKind == JsonValueKind.Null, said is null);
        Assert.Equal(said is null ? 0 : expected.GetDouble(), said ?? 0, 6);
    });

    private static SeasonAccount Account(JsonElement told)
    {
        var account = new SeasonAccount
        {
            Crop = told.GetProperty("crop").GetString()!, Year = told.GetProperty("year").GetInt32(), By = "",
            Season = Enum.Parse<GrowingSeason>(told.GetProperty("season").GetString()!, ignoreCase: true),
        };
        account.Take(new SeasonSaid(
            Number(told, "area"), Number(told, "seed"), Number(told, "fertiliser"), Number(told, "pesticide"), Number(told, "water"), Number(told, "labour"),
            Number(told, "machines"), Number(told, "other"), Number(told, "harvest")));
        return account;
    }

    private static int? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
