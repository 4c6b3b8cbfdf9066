using System.Text;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class WebhookTests
{
    [Fact]
    public void The_signature_is_the_published_one()
    {
        // printf '%s' 'app{"timestamp":"1772420400000"}1772420400000key' | sha256sum
        const string expected = "mac=151f4e1bc7be231075cdb51017050dee89af9e497adeb76a3b946a3ff5f0b00e";
        var raw = Encoding.UTF8.GetBytes("""{"timestamp":"1772420400000"}""");
        Assert.Equal(ZaloVerdict.Good, Webhook("app", "oa", "key").Verify(raw, expected));
        Assert.Equal(expected, ZaloHooks.Sign(new ZaloOa { AppId = "app", OaSecretKey = "key" }, raw, "1772420400000", new ZaloHookSettings()));
    }

    [Fact]
    public void Each_variant_is_accepted_when_configured_and_only_then()
    {
        var oa = new ZaloOa { AppId = "app", OaId = "oa", OaSecretKey = "key", AppSecret = "secret" };
        var time = ZaloWire.Milliseconds(Play.Morning);
        var raw = Encoding.UTF8.GetBytes($$"""{"event_name":"follow","timestamp":"{{time}}"}""");
        foreach (var variant in ZaloSignature.All)
        {
            foreach (var prefix in new[] { true, false })
            {
                var header = variant.TimestampFromHeader ? ZaloWire.Milliseconds(Play.Morning.AddSeconds(1)) : null;
                var how = new ZaloHookSettings { OaIdFirst = variant.OaIdFirst, AppSecret = variant.AppSecret, MacPrefix = prefix };
                var signature = ZaloHooks.Sign(oa, raw, header ?? time, how);
                Assert.Equal(ZaloVerdict.Good, Webhook("app", "oa", "key", "secret", [variant]).Verify(raw, signature, header));
                Assert.Equal(ZaloVerdict.Good, Webhook("app", "oa", "key", "secret", ZaloSignature.All).Verify(raw, signature, header));
                Assert.Equal(ZaloVerdict.Forged, Webhook("app", "oa", "key", "secret", [.. ZaloSignature.All.Where(other => other != variant)]).Verify(raw, signature, header));
            }
        }
    }

    [Theory]
    [InlineData("app", "oa", ZaloVerdict.Good)]
    [InlineData("other", "oa", ZaloVerdict.Forged)]
    [InlineData("app", "other", ZaloVerdict.Forged)]
    public void A_well_signed_event_of_another_app_or_account_is_forged(string app, string account, ZaloVerdict expected)
    {
        var time = ZaloWire.Milliseconds(Play.Morning);
        var raw = Encoding.UTF8.GetBytes($$"""{"app_id":"{{app}}","oa_id":"{{account}}","event_name":"follow","timestamp":"{{time}}"}""");
        var signature = ZaloHooks.Sign(new ZaloOa { AppId = "app", OaSecretKey = "key" }, raw, time, new ZaloHookSettings());
        Assert.Equal(expected, Webhook("app", "oa", "key").Verify(raw, signature));
    }

    [Fact]
    public void A_single_changed_bit_anywhere_is_noticed()
    {
        var time = ZaloWire.Milliseconds(Play.Morning);
        var raw = Encoding.UTF8.GetBytes($$$"""{"event_name":"user_send_text","message":{"text":"Mặn rồi"},"timestamp":"{{{time}}}"}""");
        var signature = ZaloHooks.Sign(new ZaloOa { AppId = "app", OaSecretKey = "key" }, raw, time, new ZaloHookSettings { MacPrefix = false });
        var webhook = Webhook("app", "oa", "key");
        Assert.Equal(ZaloVerdict.Good, webhook.Verify(raw, signature));
        for (var i = 0; i < raw.Length * 8; i++)
        {
            var changed = (byte[])raw.Clone();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            Assert.Equal(ZaloVerdict.Forged, webhook.Verify(changed, signature));
        }

        for (var i = 0; i < signature.Length; i++)
        {
            var other = signature[..i] + (signature[i] == '0' ? '1' : '0') + signature[(i + 1)..];
            Assert.Equal(ZaloVerdict.Forged, webhook.Verify(raw, other));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mac=")]
    [InlineData("mac=zz")]
    [InlineData("mac=00000000000000000000000000000000000000000000000000000000000000zz")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000ff")]
    public void What_is_no_signature_is_unsigned(string? signature) =>
        Assert.Equal(ZaloVerdict.Unsigned, Webhook("app", "oa", "key").Verify("{}"u8, signature));

    [Theory]
    [InlineData(-180.0, ZaloVerdict.Good)]
    [InlineData(-180.1, ZaloVerdict.Stale)]
    [InlineData(5.0, ZaloVerdict.Good)]
    [InlineData(5.1, ZaloVerdict.Stale)]
    public void Old_and_future_events_are_stale(double minutes, ZaloVerdict expected)
    {
        var time = ZaloWire.Milliseconds(Play.Morning.AddMinutes(minutes));
        var raw = Encoding.UTF8.GetBytes($$"""{"timestamp":{{time}}}""");
        Assert.Equal(expected, Webhook("app", "oa", "key").Verify(raw, ZaloHooks.Sign(new ZaloOa { AppId = "app", OaSecretKey = "key" }, raw, time, new ZaloHookSettings())));
    }

    [Fact]
    public async Task The_simulator_sends_what_the_reader_reads()
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Person();
        play.World.Hooks.Settings = new ZaloHookSettings { Url = receiver.Url, SeenProbability = 1 };
        play.Simulators.Agenda.Lanes = 1;
        play.World.Oa.Templates["salt"] = new ZaloTemplate("salt", "Cảnh báo mặn", 2, new Dictionary<string, int>());
        play.World.Oa.Assets["pack"] = new ZaloAsset("pack", "gmf50", Play.Morning.AddDays(30));

        var cs = (Outcome.Sent)await new ZaloCsGateway(play.Zalo).SendAsync(Play.To("u1", "Xin chào"), CancellationToken.None);
        var zbs = (Outcome.Sent)await new ZbsPhoneGateway(play.Zalo)
            .SendAsync(new Outgoing("key-1", "84912345678", "", new TemplateUse("salt", new Dictionary<string, string>())), CancellationToken.None);
        var group = (await new ZaloGroups(play.Zalo).CreateAsync("Nhóm", "", "pack", ["u1"], CancellationToken.None)).Value!.Id;
        var gmf = (Outcome.Sent)await new ZaloGroupGateway(play.Zalo).SendAsync(Play.To(group, "Xin chào nhóm"), CancellationToken.None);
        foreach (var inbound in new ZaloInbound[]
        {
            new("u1", "unfollow"), new("u1", "follow"), new("u1", "user_send_text", "Nhà tôi ngập"), new("u1", "user_send_location", Latitude: 9.6, Longitude: 105.97),
            new("u1", "user_send_audio", Url: "https://example.vn/a.m4a"), new("u1", "user_send_group_text", "Rõ", GroupId: group), new("u1", "user_asked_something_new"),
        })
        {
            inbound.Happen(play.World, play.Clock.GetUtcNow());
        }

        play.World.Oa.Quota.Set(500);
        await play.Simulators.AdvanceAsync(TimeSpan.FromMinutes(5));

        var webhook = Webhook(ZaloOa.DefaultAppId, ZaloOa.DefaultOaId, "sim-oa-secret-key", clock: play.Clock);
        var events = receiver.Received.Select(hooked =>
        {
            Assert.Equal(ZaloVerdict.Good, webhook.Verify(hooked.Body, hooked.Headers["X-ZEvent-Signature"]));
            return ZaloEventReader.Read(hooked.Body)!;
        }).ToList();
        Assert.Equal(events.Count, events.Select(read => read.Key).Distinct().Count());
        var at = Play.Morning.UtcDateTime;
        Assert.Contains(events, read => read is ZaloEvent.FromAccount { Kind: "text", To: "u1", Text: "Xin chào", ToGroup: false } own && own.MessageId == cs.MessageId);
        Assert.Contains(events, read => read is ZaloEvent.Received { To: "u1", TrackingId: null } received && received.MessageId == cs.MessageId && received.At == at.AddSeconds(1));
        Assert.Contains(events, read => read is ZaloEvent.Seen { UserId: "u1" } seen && seen.MessageIds.SequenceEqual([cs.MessageId]) && seen.At == at.AddMinutes(1));
        Assert.Contains(events, read => read is ZaloEvent.Received { To: "84912345678", TrackingId: "key-1" } received && received.MessageId == zbs.MessageId);
        Assert.Contains(events, read => read is ZaloEvent.GroupChanged { Name: "create_group" } changed && changed.GroupId == group && changed.UserIds.SequenceEqual(["u1"]));
        Assert.Contains(events, read => read is ZaloEvent.FromAccount { ToGroup: true, Kind: "text" } own && own.MessageId == gmf.MessageId && own.To == group);
        Assert.Contains(events, read => read is ZaloEvent.Unfollowed { UserId: "u1" });
        Assert.Contains(events, read => read is ZaloEvent.Followed { UserId: "u1", Source: "oa_profile" });
        Assert.Contains(events, read => read is ZaloEvent.FromUser { Kind: "text", UserId: "u1", Text: "Nhà tôi ngập", GroupId: null });
        Assert.Contains(events, read => read is ZaloEvent.FromUser { Kind: "location" } user && user.Attachments.Single() is { Latitude: 9.6, Longitude: 105.97 });
        Assert.Contains(events, read => read is ZaloEvent.FromUser { Kind: "audio" } user && user.Attachments.Single().Url == "https://example.vn/a.m4a");
        Assert.Contains(events, read => read is ZaloEvent.FromUser { Kind: "text", Text: "Rõ" } user && user.GroupId == group);
        Assert.Contains(events, read => read is ZaloEvent.QuotaChanged { Before: 5000, After: 500 });
        Assert.Contains(events, read => read is ZaloEvent.Other { Name: "user_asked_something_new" });
        Assert.Equal("ZNS", receiver.Received.Single(hooked => Encoding.UTF8.GetString(hooked.Body).Contains("tracking_id")).Headers["X-ZEvent-Server"]);
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_five_times_with_the_same_key()
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Person();
        play.World.Hooks.Settings = new ZaloHookSettings { Url = receiver.Url };
        for (var i = 0; i < 6; i++)
        {
            receiver.Answers.Enqueue(500);
        }

        new ZaloInbound("u1", "user_send_text", "alo").Happen(play.World, play.Clock.GetUtcNow());
        await play.Simulators.Agenda.SettleAsync();
        Assert.Single(receiver.Received);
        var seen = 1;
        foreach (var wait in new[] { 30, 300, 900, 1800, 3600 })
        {
            await play.Simulators.AdvanceAsync(TimeSpan.FromSeconds(wait - 1));
            Assert.Equal(seen, receiver.Received.Count);
            await play.Simulators.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(++seen, receiver.Received.Count);
        }

        Assert.Equal([null, "1", "2", "3", "4", "5"], receiver.Received.Select(hooked => hooked.Headers.GetValueOrDefault("num_retry")));
        Assert.Single(receiver.Received.Select(hooked => ZaloEventReader.Read(hooked.Body)!.Key).Distinct());
        await play.Simulators.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(6, receiver.Received.Count);
        Assert.Equal((0, 1), play.World.Hooks.Counts);
        // The last repetition is still within the window against replay.
        var webhook = new ZaloWebhook(ZaloOa.DefaultAppId, ZaloOa.DefaultOaId, new Secret("sim-oa-secret-key"), clock: new VirtualClock(Play.Morning.AddSeconds(6630), standing: true));
        Assert.Equal(ZaloVerdict.Good, webhook.Verify(receiver.Received.Last().Body, receiver.Received.Last().Headers["X-ZEvent-Signature"]));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_none()
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Person();
        Assert.Equal(2, new ZaloHookSettings().AnswerWithinSeconds);
        play.World.Hooks.Settings = new ZaloHookSettings { Url = receiver.Url, AnswerWithinSeconds = 0.05 };
        receiver.Hold = new TaskCompletionSource();
        new ZaloInbound("u1", "user_send_text", "alo").Happen(play.World, play.Clock.GetUtcNow());
        await play.Simulators.Agenda.SettleAsync();
        Assert.Equal((0, 0), play.World.Hooks.Counts);
        receiver.Hold.SetResult();
        receiver.Hold = null;
        play.World.Hooks.Settings = play.World.Hooks.Settings with { AnswerWithinSeconds = 30 };
        await play.Simulators.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 0), play.World.Hooks.Counts);
        Assert.Equal("1", receiver.Received.Last().Headers["num_retry"]);
    }

    [Fact]
    public async Task Events_can_come_twice_and_overtake_each_other()
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Person();
        play.Simulators.Agenda.Lanes = 1;
        play.World.Hooks.Settings = new ZaloHookSettings { Url = receiver.Url, DuplicateProbability = 1, ReorderProbability = 0.5, Seed = 3 };
        for (var i = 0; i < 20; i++)
        {
            new ZaloInbound("u1", "user_send_text", $"{i}").Happen(play.World, play.Clock.GetUtcNow());
        }

        await play.Simulators.AdvanceAsync(TimeSpan.FromMinutes(2));
        var texts = receiver.Received.Select(hooked => ((ZaloEvent.FromUser)ZaloEventReader.Read(hooked.Body)!).Text!).ToList();
        Assert.Equal(40, texts.Count);
        Assert.Equal(20, texts.Distinct().Count());
        Assert.NotEqual(texts.Distinct().OrderBy(text => text.Length).ThenBy(text => text, StringComparer.Ordinal), texts.Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event_name":"follow"}""")]
    [InlineData("""{"event_name":"follow","timestamp":"yesterday"}""")]
    [InlineData("""{"event_name":7,"timestamp":""")]
    public void What_is_no_event_reads_as_null(string body) => Assert.Null(ZaloEventReader.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"event_name":"user_send_text","timestamp":"1772420400000"}""")]
    [InlineData("""{"event_name":"user_received_message","timestamp":"1772420400000","message":{}}""")]
    [InlineData("""{"event_name":"follow","timestamp":1772420400000,"follower":"x"}""")]
    [InlineData("""{"event_name":"user_send_text","timestamp":"1772420400000","sender":{"id":1},"recipient":[],"message":"x"}""")]
    public void An_event_of_strange_shape_is_kept_as_other(string body) => Assert.IsType<ZaloEvent.Other>(ZaloEventReader.Read(Encoding.UTF8.GetBytes(body)));

    private static ZaloWebhook Webhook(
        string appId, string oaId, string key, string? secret = null, IReadOnlyList<ZaloSignature>? accepted = null, TimeProvider? clock = null) =>
        new(appId, oaId, new Secret(key), secret is null ? null : new Secret(secret), accepted, clock: clock ?? new VirtualClock(Play.Morning, standing: true));
}
