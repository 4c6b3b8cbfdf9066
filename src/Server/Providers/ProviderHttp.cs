using TungNgo.Gateways.Http;

namespace TungNgo.Providers;

/// <summary>The ways to the net that all providers share.</summary>
internal sealed class ProviderHttp(ServerOptions options, ILogger<ProviderHttp> log) : IDisposable
{
    public HttpClient Client { get; } = GuardedHttp.Create(new GuardOptions { Simulators = options.Simulators }, clock: null, log);

    /// <summary>Keeps paths out of the log: whoever knows one may write to that phone.</summary>
    public HttpClient Unlogged { get; } = GuardedHttp.Create(new GuardOptions { Simulators = options.Simulators, LogPaths = false }, clock: null, log);

    public void Dispose()
    {
        Client.Dispose();
        Unlogged.Dispose();
    }

    /// <summary>What lies at an address that a provider told us.</summary>
    /// <returns>Null when it could not be had.</returns>
    public async Task<byte[]?> FetchAsync(string url, CancellationToken ct)
    {
        try
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) ? await Client.GetByteArrayAsync(address, ct) : null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogInformation("A recording could not be fetched ({Reason})", failure.GetType().Name);
            return null;
        }
    }
}
