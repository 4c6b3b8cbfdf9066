using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace TungNgo.Tests.Mail;

/// <summary>How the mail server answers the next message.</summary>
internal enum Manner { Accept, RefuseLater, RefuseRecipient, RefuseMessage, DropBeforeData, DropInData }

/// <summary>A mail server of a hundred lines on this machine: enough of RFC 5321 for one message at a time, with every way to fail that matters.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task loop;

    public SmtpListener()
    {
        listener.Start();
        loop = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Manner Manner { get; set; } = Manner.Accept;

    /// <summary>Messages that were accepted.</summary>
    public List<MimeMessage> Messages { get; } = [];

    /// <summary>Connections that got as far as DATA.</summary>
    public int DataBegun { get; private set; }

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await loop;
        Messages.ForEach(m => m.Dispose());
        end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                Connections++;
                await ServeAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ghe.test ESMTP");
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                if (Manner == Manner.DropBeforeData || !await TakeAsync(reader, writer))
                {
                    return;
                }

                continue;
            }

            if (verb == "MAIL" && Manner == Manner.DropBeforeData)
            {
                return;
            }

            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => "250-ghe.test\r\n250 8BITMIME",
                "MAIL" when Manner == Manner.RefuseLater => "451 try later",
                "RCPT" when Manner == Manner.RefuseRecipient => "550 no such user",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    /// <returns>False when the line is dropped.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        DataBegun++;
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".")
        {
            if (Manner == Manner.DropInData)
            {
                return false;
            }

            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (Manner == Manner.RefuseMessage)
        {
            await writer.WriteLineAsync("554 not wanted");
            return true;
        }

        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        Messages.Add(await MimeMessage.LoadAsync(bytes, end.Token));
        await writer.WriteLineAsync("250 taken");
        return true;
    }
}
