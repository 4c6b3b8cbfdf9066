namespace TungNgo.Web.Components;

/// <summary>
/// The components of one page read one after another: they share the request's database context, which answers one question at a time, and
/// the framework begins all that stand beside each other at once.
/// </summary>
internal sealed class PageTurn : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    public async Task RunAsync(Func<Task> read)
    {
        await one.WaitAsync();
        try
        {
            await read();
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
