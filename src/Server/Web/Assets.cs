using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TungNgo.Web;

/// <summary>
/// Addresses of static files that change with their content: what carries <c>?v=</c> may be kept for ever (see WebSetup), so a
/// new release is seen at once and an old one costs no request. Each file is read once: a page names sixty icons, and the files of
/// a release stay as they are while its server runs.
/// </summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> known = new();

    public string this[string path] => known.GetOrAdd(path, AddressOf);

    private string AddressOf(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
        {
            return path;
        }

        using var content = file.CreateReadStream();
        return $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..10]}";
    }
}
