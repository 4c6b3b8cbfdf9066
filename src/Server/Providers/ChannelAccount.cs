using TungNgo.Gateways.Http;

namespace TungNgo.Providers;

/// <summary>A channel with its secrets opened, read by the fields of its provider.</summary>
internal sealed record ChannelAccount(Channel Channel, IReadOnlyDictionary<string, Secret> Secrets)
{
    /// <summary>Empty when it was not entered.</summary>
    public string Text(ChannelField field) => Channel.Settings.GetValueOrDefault(field.Name) ?? "";

    /// <summary>Empty when it was not entered.</summary>
    public Secret Key(ChannelField field) => Secrets.GetValueOrDefault(field.Name) ?? new Secret("");

    /// <summary>Of a simulator; null is the real provider.</summary>
    public Uri? Host => Text(ChannelField.Host) is { Length: > 0 } host ? new Uri(host) : null;
}
