using System.Collections.Frozen;
using TungNgo.Contacts;

namespace TungNgo.Providers;

/// <summary>All providers that this program speaks to.</summary>
internal sealed class ProviderBook(IEnumerable<Provider> providers)
{
    private readonly FrozenDictionary<string, Provider> byName = providers.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    public IReadOnlyList<Provider> All { get; } = [.. providers];

    /// <summary>Kinds and providers that go together, in the order of the choice.</summary>
    public IEnumerable<(Provider Provider, ChannelKind Kind)> Choices => All.Where(p => p.Offered).SelectMany(p => p.Kinds.Select(k => (p, k)));

    public Provider? Find(string name) => byName.GetValueOrDefault(name);

    public Provider Of(Channel channel) => Find(channel.Provider) ?? throw new InvalidOperationException($"No provider is called {channel.Provider}.");

    /// <summary>Whether two channels speak through one account with a provider: its kinds share tokens, calls and the address for receipts.</summary>
    public bool SameAccount(Channel one, Channel other) => one.Provider == other.Provider && Find(one.Provider) is { } provider && provider.BucketOf(one) == provider.BucketOf(other);
}
