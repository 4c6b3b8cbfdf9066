using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Providers;

/// <summary>Seals and opens what is secret of channels.</summary>
internal sealed class ChannelVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("channel-secrets");

    public string Seal(IReadOnlyDictionary<string, string> secrets) => seal.Protect(JsonSerializer.Serialize(secrets));

    public ChannelAccount Open(Channel channel) => new(channel, SecretsOf(channel));

    public IReadOnlyDictionary<string, Secret> SecretsOf(Channel channel) => channel.Secrets is null
        ? new Dictionary<string, Secret>()
        : JsonSerializer.Deserialize<Dictionary<string, string>>(seal.Unprotect(channel.Secrets))!.ToDictionary(s => s.Key, s => new Secret(s.Value));
}
