namespace TungNgo.Web;

/// <summary>Finds the static files: beside a published executable, or in the source tree when run from a build.</summary>
internal static class WebRoot
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var candidate in new[] { Path.Combine(folder.FullName, "wwwroot"), Path.Combine(folder.FullName, "src", "Server", "wwwroot") })
            {
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        throw new DirectoryNotFoundException("wwwroot was found neither beside the executable nor in src/Server.");
    }
}
