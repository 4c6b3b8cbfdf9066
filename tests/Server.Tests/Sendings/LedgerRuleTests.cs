using CsCheck;
using TungNgo.Bulletins.Words;
using TungNgo.Contacts;
using TungNgo.Gateways;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Settling;

namespace TungNgo.Tests.Sendings;

/// <summary>The ledger's rules without a database.</summary>
public sealed class LedgerRuleTests
{
    private static readonly DateTime Now = new(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Every_order_of_receipts_with_repetitions_ends_in_the_same_delivery()
    {
        Receipt[] all =
        [
            new(null, "m", ReceiptState.Sent, Now.AddSeconds(1)), new(null, "m", ReceiptState.Delivered, Now.AddSeconds(2)), new(null, "m", ReceiptState.Seen, Now.AddSeconds(3)),
            new(null, "m", ReceiptState.Failed, Now.AddSeconds(2), "x"), new(null, "m", ReceiptState.Delivered, Now.AddSeconds(2)), new(null, "m", ReceiptState.Seen, Now.AddSeconds(4)),
        ];
        foreach (var state in new[] { DeliveryState.Started, DeliveryState.Unknown, DeliveryState.Sent, DeliveryState.NoReceipt, DeliveryState.GivenUp })
        {
            for (var subset = 1; subset < 1 << all.Length; subset++)
            {
                var chosen = all.Where((_, i) => (subset >> i & 1) == 1).ToArray();
                var ends = Orders(chosen).Select(order => Fold(state, order)).Distinct().ToList();
                Assert.Single(ends);
            }
        }
    }

    [Fact]
    public void Delivered_is_more_than_failed_and_seen_more_than_delivered()
    {
        Assert.Equal(DeliveryState.Delivered, Fold(DeliveryState.Failed, [new(null, "m", ReceiptState.Delivered, Now)]).State);
        Assert.Equal(DeliveryState.Seen, Fold(DeliveryState.Delivered, [new(null, "m", ReceiptState.Seen, Now)]).State);
        Assert.Equal(DeliveryState.Seen, Fold(DeliveryState.Seen, [new(null, "m", ReceiptState.Failed, Now)]).State);
    }

    [Fact]
    public void Grants_never_exceed_the_limit_in_any_sixty_seconds_and_come_near_it()
    {
        // Four nodes that ask as often as they can, with clocks up to a second apart.
        Gen.Int[1, 6000].Select(Gen.Int[0, 1_000_000].Array[4], Gen.Int[1, 64]).Sample((perMinute, skews, want) =>
        {
            var (interval, tolerance) = RateLimit.Shape(perMinute);
            var grants = new List<long>();
            long next = 0, real = 1_000_000_000;
            for (var turn = 0; real < 1_000_000_000 + 180_000_000L && turn < 20_000; turn++)
            {
                var clock = real + skews[turn % 4] - 500_000;
                var granted = RateLimit.Grant(next, clock, interval, tolerance, want);
                if (granted > 0)
                {
                    next = Math.Max(next, clock) + granted * interval;
                    grants.AddRange(Enumerable.Repeat(real, granted));
                }

                real += 10_000 + turn % 7 * 1_000;
            }

            for (int first = 0, last = 0; last < grants.Count; last++)
            {
                while (grants[last] - grants[first] >= 60_000_000)
                {
                    first++;
                }

                Assert.True(last - first + 1 <= Math.Max(2, perMinute), $"{last - first + 1} of {perMinute} in a minute");
            }

            var minutes = (grants[^1] - grants[0]) / 60_000_000.0;
            if (perMinute >= 1000 && perMinute <= 4000 && want > 8 && minutes > 2)
            {
                Assert.True(grants.Count >= perMinute * minutes * 0.95, $"{grants.Count} in {minutes:N2} minutes of {perMinute}");
            }
        }, iter: 60);
    }

    [Fact]
    public void Quiet_hours_end_at_their_hour_in_Vietnam_whichever_way_they_cross_midnight()
    {
        Gen.Int[0, 1439].Select(Gen.Int[0, 1439], Gen.Int[0, 60 * 24 * 400]).Sample((from, to, minutes) =>
        {
            var (quietFrom, quietTo) = (TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(from)), TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(to)));
            var at = Now.AddMinutes(minutes);
            var next = QuietHours.Next(quietFrom, quietTo, at);
            Assert.InRange(next, at, at.AddDays(1));
            Assert.False(IsQuiet(next, from, to), $"{at:O} → {next:O} lies in {quietFrom}–{quietTo}");
            Assert.Equal(IsQuiet(at, from, to), next > at);
        });
        static bool IsQuiet(DateTime utc, int from, int to)
        {
            var minute = (int)(utc.AddHours(7).TimeOfDay.TotalMinutes);
            return from < to ? minute >= from && minute < to : from > to && (minute >= from || minute < to);
        }
    }

    [Theory]
    [InlineData("sent", DeliveryState.Sent, 1)]
    [InlineData("unknown", DeliveryState.Unknown, 1)]
    [InlineData("opted-out", DeliveryState.OptedOut, 1)]
    [InlineData("recipient", DeliveryState.Failed, 1)]
    [InlineData("message", DeliveryState.Failed, 1)]
    [InlineData("channel", DeliveryState.Queued, 0)]
    [InlineData("rate", DeliveryState.Queued, 0)]
    [InlineData("quota", DeliveryState.Queued, 0)]
    [InlineData("night", DeliveryState.Queued, 0)]
    [InlineData("backoff", DeliveryState.Queued, 1)]
    public void Each_outcome_makes_of_the_row_what_the_table_says(string what, DeliveryState state, int attempts)
    {
        Outcome outcome = what switch
        {
            "sent" => new Outcome.Sent("m"),
            "unknown" => new Outcome.Unknown("timeout"),
            "opted-out" => new Outcome.OptedOut("-141"),
            "recipient" => new Outcome.Failed(FailureScope.Recipient, "-213"),
            "message" => new Outcome.Failed(FailureScope.Message, "-201"),
            "channel" => new Outcome.Failed(FailureScope.Channel, "-320"),
            "rate" => new Outcome.RetryAfter(RetryReason.RateLimited, null, "-32"),
            "quota" => new Outcome.RetryAfter(RetryReason.QuotaTomorrow, null, "-144"),
            "night" => new Outcome.RetryAfter(RetryReason.Night, null, "-234"),
            _ => new Outcome.RetryAfter(RetryReason.Backoff, null, "-200"),
        };
        var result = OutcomeRules.Result(Row(DeliveryState.Started), Any, outcome, Now);
        Assert.Equal((state, attempts), (result.State, result.Attempts));
        Assert.Equal(state == DeliveryState.Queued, result.DueAt is not null);
        if (what == "night")
        {
            Assert.InRange(result.DueAt!.Value.AddHours(7).TimeOfDay, new TimeSpan(6, 5, 0), new TimeSpan(6, 15, 0));
        }
    }

    [Fact]
    public void An_unknown_attempt_is_sent_again_only_when_that_is_safe_or_an_emergency()
    {
        var (routine, emergency) = (Row(DeliveryState.Unknown), Row(DeliveryState.Unknown, emergency: true));
        Assert.Equal(DeliveryState.Sent, Unknowns.Judge(routine, refusesRepetition: false, new Finding.Found("m"), Now).State);
        Assert.Equal(DeliveryState.Queued, Unknowns.Judge(routine, refusesRepetition: false, new Finding.Absent(), Now).State);
        Assert.Equal(DeliveryState.Unknown, Unknowns.Judge(routine, refusesRepetition: false, new Finding.CannotTell(), Now).State);
        Assert.Equal(DeliveryState.GivenUp, Unknowns.Judge(routine, refusesRepetition: false, new Finding.CannotTell(), Now.AddHours(3)).State);
        var again = Unknowns.Judge(emergency, refusesRepetition: false, new Finding.CannotTell(), Now);
        Assert.Equal((DeliveryState.Queued, true), (again.State, again.SentBlind));
        emergency.SentBlind = true;
        Assert.Equal(DeliveryState.Unknown, Unknowns.Judge(emergency, refusesRepetition: false, new Finding.CannotTell(), Now).State);
    }

    [Fact]
    public void A_text_is_cut_between_clusters_never_inside_one()
    {
        const string khmer = "ស្រុកឡុងភូ ខេត្តឃ្លាំង";
        for (var most = 2; most < khmer.Length; most++)
        {
            var cut = Messages.Cut(khmer, most);
            Assert.True(cut.Length <= most);
            var starts = System.Globalization.StringInfo.ParseCombiningCharacters(khmer);
            Assert.Contains(cut.TrimEnd('…').Length, starts.Append(khmer.Length).Concat(starts.Select(s => khmer[..s].TrimEnd().Length)));
        }
    }

    private static readonly Channel Any = new() { Id = Guid.CreateVersion7(), Kind = ChannelKind.ZaloCs, Name = "", Provider = "zalo", BucketKey = "" };

    private static Delivery Row(DeliveryState state, bool emergency = false) =>
        new() { Id = Guid.CreateVersion7(), Language = "vi", To = "u", State = state, Emergency = emergency, StartedAt = Now.AddMinutes(-1) };

    private static (DeliveryState State, DateTime? SentAt, DateTime? EndedAt) Fold(DeliveryState from, IEnumerable<Receipt> receipts)
    {
        var row = Row(from);
        foreach (var receipt in receipts)
        {
            ReceiptFold.Apply(row, receipt);
        }

        return (row.State, row.SentAt, row.EndedAt);
    }

    private static IEnumerable<Receipt[]> Orders(Receipt[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Orders([.. items.Where((_, j) => j != i)]).Select(rest => (Receipt[])[item, .. rest]));
}
