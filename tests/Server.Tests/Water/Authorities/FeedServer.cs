using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TungNgo.Tests.Water.Authorities;

/// <summary>Another authority's server: says at each path what the test has put there, and knows what it was asked.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = new();

    private FeedServer(int port)
    {
        Port = port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async context =>
        {
            Asked.Enqueue($"{context.Request.Path}");
            if (answers.TryGetValue(context.Request.Path, out var answer))
            {
                await answer(context);
            }
            else
            {
                context.Response.StatusCode = 404;
            }
        });
    }

    public int Port { get; }
    public string Name => $"127.0.0.1:{Port}";
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<FeedServer> StartAsync()
    {
        var server = new FeedServer(TestServer.FreePort());
        await server.app.StartAsync();
        return server;
    }

    public string At(string path) => $"http://{Name}{path}";

    public void Say(string path, string body, string type = "application/atom+xml") => Do(path, async context =>
    {
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    });

    /// <summary>With a tag: whoever knows it already is told so.</summary>
    public void SayTagged(string path, string body, string tag) => Do(path, async context =>
    {
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotModified;
            return;
        }

        await context.Response.WriteAsync(body);
    });

    public void Do(string path, Func<HttpContext, Task> answer) => answers[path] = answer;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(true));
        await app.DisposeAsync();
    }
}
