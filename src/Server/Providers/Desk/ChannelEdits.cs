using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers.Inbox;
using TungNgo.Web;

namespace TungNgo.Providers.Desk;

/// <param name="Secrets">Only those that are new; an empty one keeps what is there.</param>
/// <param name="BucketKey">Channels of one account share it, and so their calls per minute; empty makes one of the account's own.</param>
public sealed record ChannelForm(
    Guid AreaId, string? Name, bool Active, Dictionary<string, string?> Settings, Dictionary<string, string?> Secrets, int PerMinute, int Concurrency, int Price, TimeOnly? QuietFrom, TimeOnly? QuietTo,
    int? DailyQuota, string? BucketKey);

/// <summary>Accounts with providers, kept by administrators. What is secret goes in sealed and never comes out; the audit says which secrets were replaced.</summary>
internal sealed class ChannelEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas, ProviderBook providers, ChannelVault vault, ServerOptions options)
{
    private const int LongestName = 80, LongestValue = 2000, MostPerMinute = 100_000, MostConcurrency = 256, MostPrice = 100_000;

    public async Task<Guid> AddAsync(string provider, ChannelKind kind, ChannelForm form, CancellationToken ct)
    {
        var chosen = providers.Choices.FirstOrDefault(c => c.Provider.Name == provider && c.Kind == kind).Provider ?? throw new Refusal(Problems.ChannelProvider);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var channel = new Channel { Id = write.NewId(), Kind = kind, Provider = provider, Name = "", BucketKey = "" };
        var secrets = new Dictionary<string, string>();
        chosen.Begin(channel.Settings, secrets);
        var replaced = Fill(channel, form, secrets);
        await HoldAccountAsync(channel, ct);
        db.Channels.Add(channel);
        write.Changed(ChangeKind.Channel, channel.Id);
        write.Audit("channel.add", channel.Id, channel.AreaId, null, Facts(channel, replaced));
        await write.CommitAsync(ct);
        return channel.Id;
    }

    public async Task EditAsync(Guid id, ChannelForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var channel = await RequireAsync(id, ct);
        var before = Facts(channel, null);
        var replaced = Fill(channel, form, Opened(channel));
        await HoldAccountAsync(channel, ct);
        write.Changed(ChangeKind.Channel, id);
        write.Audit("channel.edit", id, channel.AreaId, before, Facts(channel, replaced));
        await write.CommitAsync(ct);
    }

    /// <summary>Mended: what waited goes on at once.</summary>
    public async Task MendAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var channel = await RequireAsync(id, ct);
        var before = new { channel.StoppedAt, channel.StoppedBecause, channel.PausedUntil };
        (channel.StoppedAt, channel.StoppedBecause, channel.PausedUntil) = (null, null, null);
        write.Changed(ChangeKind.Channel, id);
        write.Audit("channel.mend", id, channel.AreaId, before, null);
        await write.CommitAsync(ct);
    }

    /// <summary>A new secret part of the address for receipts; the old address is refused from now on.</summary>
    /// <returns>The address. It is shown this once, for what it holds is all that proves the sender.</returns>
    public async Task<string> NewHookAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var channel = await RequireAsync(id, ct);
        if (providers.Of(channel).Proof != HookProof.Address)
        {
            throw new Refusal(Problems.ChannelProvider);
        }

        var secrets = Opened(channel);
        secrets[ChannelField.HookKey.Name] = NewKey();
        channel.Secrets = vault.Seal(secrets);
        write.Changed(ChangeKind.Channel, id);
        write.Audit("channel.hook", id, channel.AreaId, null, new { Secrets = ChannelField.HookKey.Name });
        await write.CommitAsync(ct);
        return HookEndpoints.AddressOf(options, id, secrets[ChannelField.HookKey.Name]);
    }

    public async Task<Channel> RequireAsync(Guid id, CancellationToken ct)
    {
        var channel = await db.Channels.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageChannels, channel.AreaId);
        return channel;
    }

    /// <summary>
    /// An account with a provider and its calls per minute belong to whoever holds all channels that name them: otherwise a commune that knows the
    /// province's OA id could replace its tokens, spend its calls and tell of its messages.
    /// </summary>
    /// <exception cref="Refusal">A channel beyond the caller's area names the same account or the same bucket.</exception>
    public async Task HoldAccountAsync(Channel channel, CancellationToken ct)
    {
        var others = await db.Channels.AsNoTracking().Where(c => c.Id != channel.Id).ToListAsync(ct);
        if (others.Exists(c => (c.BucketKey == channel.BucketKey || providers.SameAccount(c, channel)) && !user.Can(Permission.ManageChannels, c.AreaId)))
        {
            throw new Refusal(Problems.ChannelAccountTaken);
        }
    }

    /// <returns>Names of the secrets that are new.</returns>
    private string? Fill(Channel channel, ChannelForm form, Dictionary<string, string> secrets)
    {
        user.Require(Permission.ManageChannels, form.AreaId);
        if (areas.Today.Find(form.AreaId) is not { Tier: < AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        channel.AreaId = form.AreaId;
        channel.Name = FreeText.Line(form.Name, LongestName, "channels.name") ?? throw new Refusal(Problems.ChannelName);
        channel.Active = form.Active;
        var replaced = Fields(channel, form, secrets);
        channel.Secrets = vault.Seal(secrets);
        channel.PerMinute = form.PerMinute is >= 1 and <= MostPerMinute ? form.PerMinute : throw new Refusal(Problems.ChannelRange);
        channel.Concurrency = form.Concurrency is >= 1 and <= MostConcurrency ? form.Concurrency : throw new Refusal(Problems.ChannelRange);
        channel.Price = form.Price is >= 0 and <= MostPrice ? form.Price : throw new Refusal(Problems.ChannelRange);
        channel.DailyQuota = form.DailyQuota is null or >= 0 ? form.DailyQuota : throw new Refusal(Problems.ChannelRange);
        (channel.QuietFrom, channel.QuietTo) = form.QuietFrom is null == form.QuietTo is null ? (form.QuietFrom, form.QuietTo) : throw new Refusal(Problems.ChannelQuiet);
        channel.BucketKey = form.BucketKey?.Trim() is { Length: > 0 and <= LongestName } key ? key
            : providers.Of(channel).BucketOf(channel);
        return replaced;
    }

    private string? Fields(Channel channel, ChannelForm form, Dictionary<string, string> secrets)
    {
        // A new dictionary: the saved one is compared as a value.
        var settings = new Dictionary<string, string>(channel.Settings);
        var replaced = new List<string>();
        var provider = providers.Of(channel);
        foreach (var field in provider.Fields)
        {
            var value = (field.Secret ? form.Secrets : form.Settings).GetValueOrDefault(field.Name)?.Trim();
            if (value?.Length > LongestValue || (!string.IsNullOrEmpty(value) && field.Accepts?.Invoke(value) == false))
            {
                throw new Refusal(Problems.ChannelSetting, field.Name);
            }

            if (field.Secret && !string.IsNullOrEmpty(value))
            {
                secrets[field.Name] = value;
                replaced.Add(field.Name);
            }
            else if (!field.Secret)
            {
                settings[field.Name] = value ?? "";
            }

            if (!field.Optional && string.IsNullOrEmpty((field.Secret ? secrets : settings).GetValueOrDefault(field.Name)))
            {
                throw new Refusal(Problems.ChannelSetting, field.Name);
            }
        }

        foreach (var (name, value) in form.Settings.Where(s => channel.Kind.TakesTemplates() && s.Key.StartsWith(TemplateIds.Prefix, StringComparison.Ordinal)))
        {
            _ = string.IsNullOrWhiteSpace(value) ? settings.Remove(name) : settings.TryAdd(name, "");
            if (settings.ContainsKey(name))
            {
                settings[name] = value!.Trim();
            }
        }

        if (form.Settings.TryGetValue(ChannelField.Host.Name, out var host))
        {
            Host(settings, host?.Trim());
        }

        if (provider.Proof == HookProof.Address && string.IsNullOrEmpty(secrets.GetValueOrDefault(ChannelField.HookKey.Name)))
        {
            secrets[ChannelField.HookKey.Name] = NewKey();
        }

        channel.Settings = settings;
        return replaced.Count == 0 ? null : string.Join(", ", replaced);
    }

    /// <summary>Keys are sent to this address, so it may name nothing but a simulator that the server was started with.</summary>
    private void Host(Dictionary<string, string> settings, string? host)
    {
        if (string.IsNullOrEmpty(host))
        {
            settings.Remove(ChannelField.Host.Name);
            return;
        }

        settings[ChannelField.Host.Name] = Uri.TryCreate(host, UriKind.Absolute, out var uri) && options.Simulators.Contains(uri.Authority) ? host : throw new Refusal(Problems.ChannelHost);
    }

    private Dictionary<string, string> Opened(Channel channel) => vault.SecretsOf(channel).ToDictionary(s => s.Key, s => s.Value.Reveal());

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private static object Facts(Channel c, string? replaced) => new
    {
        c.AreaId, c.Kind, c.Provider, c.Name, c.Active, c.Settings, Secrets = replaced, c.PerMinute, c.Concurrency, c.Price, c.QuietFrom, c.QuietTo, c.DailyQuota, c.BucketKey,
    };
}
