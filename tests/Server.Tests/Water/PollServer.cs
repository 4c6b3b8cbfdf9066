using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TungNgo.Tests.Water;

/// <summary>Somebody else's server, which answers as the test says.</summary>
internal sealed class PollServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private PollServer(WebApplication app) => this.app = app;

    public Func<HttpContext, Task> Answer { get; set; } = c => TextAsync(c, "");

    public int Asked => asked;

    /// <summary>"127.0.0.1:port".</summary>
    public string Authority => new Uri(app.Urls.Single()).Authority;

    public string Url => $"http://{Authority}/so-do?khoa=bi-mat";

    public static async Task<PollServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PollServer(builder.Build());
        server.app.Run(c =>
        {
            Interlocked.Increment(ref server.asked);
            return server.Answer(c);
        });
        await server.app.StartAsync();
        return server;
    }

    public static async Task TextAsync(HttpContext context, string text, string type = "text/csv")
    {
        context.Response.ContentType = type;
        await context.Response.WriteAsync(text);
    }

    /// <summary>Ways in which a server can be wrong.</summary>
    public static Task LieAsync(HttpContext context, string how)
    {
        var response = context.Response;
        switch (how)
        {
            case "html":
                return TextAsync(context, "<!doctype html><p>Đăng nhập</p>");
            case "empty":
                return TextAsync(context, " \n ");
            case "missing":
                response.StatusCode = 404;
                return Task.CompletedTask;
            case "broken":
                response.StatusCode = 500;
                return TextAsync(context, "at,value\n2024-09-20 06:00,1\n");
            case "redirect":
                response.Redirect("http://169.254.169.254/latest");
                return Task.CompletedTask;
            case "endless":
                return EndlessAsync(context, 1 << 16);
            case "dribbling":
                return EndlessAsync(context, 1);
            case "silent":
                return UntilGoneAsync(context);
            case "cut":
                response.ContentLength = 1000;
                return CutAsync(context);
            case "not-packed":
                response.Headers.ContentEncoding = "gzip";
                return TextAsync(context, "at,value\n2024-09-20 06:00,1\n");
            case "not-utf8":
                return response.Body.WriteAsync(Encoding.Unicode.GetBytes("at,value\n2024-09-20 06:00,ế\n")).AsTask();
            case "other-columns":
                return TextAsync(context, "ngay,so\n2024-09-20 06:00,1\n");
            case "nonsense":
                return TextAsync(context, "at,value\nhom qua,1\n2024-09-20 06:00,mot\n2034-09-20 06:00,1\n");
            case "binary":
                return response.Body.WriteAsync(new byte[] { 0x50, 0x4B, 3, 4, 0xFF, 0xFE, 0 }).AsTask();
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
    }

    private static async Task EndlessAsync(HttpContext context, int bytes)
    {
        var part = Encoding.ASCII.GetBytes(new string('1', bytes));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await pause.WaitForNextTickAsync(context.RequestAborted);
        }
    }

    private static async Task UntilGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registered = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static async Task CutAsync(HttpContext context)
    {
        await context.Response.WriteAsync("at,value\n2024-09-20 06:00,1\n");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
