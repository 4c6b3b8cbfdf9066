using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Providers;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;
using TungNgo.Tests.Sendings;
using TungNgo.Web;

namespace TungNgo.Tests.Providers;

/// <summary>What every provider must have, the newest included.</summary>
public sealed class ProviderTests
{
    /// <summary>An account at the simulators for each provider that can point to them: what is entered, and to whom a trial goes. Secrets begin with "secret:".</summary>
    private static readonly Dictionary<string, (Dictionary<string, string> Entered, string To)> Accounts = new()
    {
        ["zalo"] = (new() { ["app_id"] = ZaloOa.DefaultAppId, ["oa_id"] = ZaloOa.DefaultOaId, ["app_secret"] = "secret:app", ["oa_secret"] = "secret:oa" }, ChannelStage.UserOf(0)),
        ["esms"] = (new() { ["brandname"] = SmsWorld.Brandname, ["api_key"] = "secret:" + SmsWorld.ApiKey, ["secret_key"] = "secret:" + SmsWorld.SecretKey }, "0912000001"),
        ["speedsms"] = (new() { ["brandname"] = SmsWorld.Brandname, ["token"] = "secret:" + SmsWorld.Token }, "0912000001"),
    };

    [Fact]
    public async Task Every_provider_has_its_words()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var provider in server.Services.GetRequiredService<ProviderBook>().All)
        {
            string[] needed =
            [
                $"channels.provider.{provider.Name}", .. provider.Fields.Select(f => $"channels.field.{f.Name}"), .. provider.Kinds.Select(k => $"channel.kind.{k}"),
                .. provider.Offered ? provider.Kinds.Select(k => $"channels.test.to.{k}") : [], .. provider.Proof == HookProof.None ? [] : new[] { $"channels.hook.{provider.Name}" },
            ];
            Assert.All(needed, key => Assert.True(Texts.Has(key), $"{provider.Name}: the text {key} is missing"));
            Assert.All(provider.Meanings, m => Assert.Contains(m.Value, Reasons.All));
        }
    }

    [Fact]
    public void Every_reason_has_its_words() => Assert.All(Reasons.All, r => Assert.True(Texts.Has($"channels.why.{r}"), r));

    [Fact]
    public async Task Every_provider_takes_a_trial_at_its_simulator_and_tells_of_it()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        using var admin = await stage.Server.OfficialAsync(Role.Administrator, stage.Village.CommuneId);
        foreach (var provider in stage.Server.Services.GetRequiredService<ProviderBook>().All.Where(p => p is { Offered: true, TakesHost: true }))
        {
            Assert.True(Accounts.TryGetValue(provider.Name, out var account), $"{provider.Name} has no account at the simulators: tools/Simulators and the list above");
            var page = await AddAsync(stage, admin, provider, account.Entered);
            using var tried = await admin.SubmitAsync(page, "test", new() { ["Trial.To"] = account.To, ["Trial.Text"] = $"Tin thu {provider.Name}" });
            var answer = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync());
            Assert.True(answer.Contains("Nơi gửi đã nhận tin", StringComparison.Ordinal), $"{provider.Name} did not take the trial: {answer[answer.IndexOf("id=\"test\"", StringComparison.Ordinal)..][..700]}");
            Assert.Contains(stage.Phones.Find(), m => m.Text.Contains($"Tin thu {provider.Name}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_call_that_proves_nothing_is_refused_and_one_of_another_provider_finds_nothing()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var stranger = stage.Server.Anonymous();
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync($"/hooks/{stage.ZaloCs}", new StringContent("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/hooks/{stage.Sms}/guessed?SMSID=1&SendStatus=5")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/hooks/{stage.ZaloCs}/sim-hook")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/hooks/{stage.Sms}", new StringContent("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.GetAsync($"/hooks/{stage.Sms}/sim-hook")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/hooks/{stage.Sms}/sim-hook?SMSID=1&SendStatus=5&SendSuccess=1")).StatusCode);
        Assert.Equal(1, await stage.Server.WithDbAsync(db => db.InboxEvents.CountAsync()));
    }

    private static async Task<string> AddAsync(ChannelStage stage, HttpClient admin, Provider provider, Dictionary<string, string> entered)
    {
        var form = new Dictionary<string, string>
        {
            ["Form.AreaId"] = $"{stage.Village.CommuneId}", ["Form.Name"] = provider.Name, ["Form.Active"] = "true", ["Form.PerMinute"] = "600", ["Form.Concurrency"] = "4", ["Form.Price"] = "300",
            ["Form.Settings[host]"] = stage.Play.Address.ToString().TrimEnd('/'),
        };
        foreach (var (name, value) in entered)
        {
            form[value.StartsWith("secret:", StringComparison.Ordinal) ? $"Form.Secrets[{name}]" : $"Form.Settings[{name}]"] = value.Replace("secret:", "", StringComparison.Ordinal);
        }

        using var added = await admin.SubmitAsync($"/admin/channels/new?provider={provider.Name}&kind={provider.Kinds[0]}", "add-channel", form);
        Assert.True(added.StatusCode == HttpStatusCode.Redirect, $"{provider.Name} could not be added");
        return added.Headers.Location!.OriginalString;
    }
}
